import { queryOptions } from "@tanstack/react-query";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import type { CalendarSettings, Mend, ProviderName } from "@/lib/domain/calendar/connection";
import type { SweepView } from "@/lib/domain/calendar/sweep-view";
import type { CalendarPreferences } from "@/lib/domain/sync-rules/sync-rules";
import { getJson, worthRetrying } from "./json";

export const calendarKey = ["calendar"] as const;

/** The viewer's own connection and the account's installed app; live changes invalidate it. */
export const calendarState = () =>
  queryOptions({
    queryKey: [...calendarKey, "state"] as const,
    queryFn: ({ signal }) => getJson<CalendarSettings>("/api/calendar/state", signal),
    staleTime: 30_000,
    retry: worthRetrying,
  });

/** The viewer's own switches for what comes onto timelines. Live changes of the calendar invalidate it. */
export const calendarPreferences = () =>
  queryOptions({
    queryKey: [...calendarKey, "preferences"] as const,
    queryFn: ({ signal }) => getJson<CalendarPreferences>("/api/calendar/preferences", signal),
    staleTime: 30_000,
    retry: worthRetrying,
  });

/** The viewer's own latest back-fill; null when there was none. Live changes of the calendar invalidate it. */
export const backFillState = () =>
  queryOptions({
    queryKey: [...calendarKey, "back-fill"] as const,
    queryFn: async ({ signal }) =>
      (await getJson<{ backFill: BackFillView | null }>("/api/calendar/back-fill", signal)).backFill,
    staleTime: 30_000,
    retry: worthRetrying,
  });

/** What of the viewer's own calendar waits for their word; null while nothing does. Live changes invalidate it. */
export const sweepState = () =>
  queryOptions({
    queryKey: [...calendarKey, "sweep"] as const,
    queryFn: async ({ signal }) =>
      (await getJson<{ sweep: SweepView | null }>("/api/calendar/sweep", signal)).sweep,
    staleTime: 30_000,
    retry: worthRetrying,
  });

/** Why the viewer's own connection needs them, and what mends it. */
export type CalendarAttention = { provider: ProviderName; reason: string; mend: Mend };

export const attentionKey = ["attention"] as const;

/** What the banner says; null while the connection needs nobody. Live changes invalidate it. */
export const calendarAttention = () =>
  queryOptions({
    queryKey: attentionKey,
    queryFn: async ({ signal }) =>
      (await getJson<{ attention: CalendarAttention | null }>("/api/calendar/attention", signal)).attention,
    staleTime: 30_000,
    retry: worthRetrying,
  });
