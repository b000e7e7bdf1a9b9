import { queryOptions } from "@tanstack/react-query";
import type { CalendarSettings } from "@/lib/domain/calendar/connection";
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
