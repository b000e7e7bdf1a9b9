import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Instant } from "@/lib/domain/time/instant";
import type { AwayTime, TimeOffSettings } from "@/lib/domain/time-off/view";
import { calendarKey } from "./calendar";
import { getJson, worthRetrying } from "./json";

export const timeOffKey = [...calendarKey, "time-off"] as const;

/** The viewer's own time off and its switch; live changes of their calendar invalidate it. */
export const timeOffState = () =>
  queryOptions({
    queryKey: [...timeOffKey, "mine"] as const,
    queryFn: ({ signal }) => getJson<TimeOffSettings>("/api/time-off", signal),
    staleTime: 30_000,
    retry: worthRetrying,
  });

/** When people of the account are away within a span: times alone. The last answer stays while the next loads. */
export const teamAway = (span: { from: Instant; until: Instant }) =>
  queryOptions({
    queryKey: [...timeOffKey, "team", span.from, span.until] as const,
    queryFn: async ({ signal }) =>
      (await getJson<{ away: AwayTime[] }>(`/api/time-off/team?${new URLSearchParams(span)}`, signal)).away,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: worthRetrying,
  });
