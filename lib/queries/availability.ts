import { queryOptions } from "@tanstack/react-query";
import type { PersonDay } from "@/lib/domain/availability/busy";
import type { AvailabilityAsk } from "@/lib/domain/availability/inputs";
import { calendarKey } from "./calendar";
import { getJson, worthRetrying } from "./json";

/**
 * When people are busy on a day. What is known of that day stays while people are added; live changes of the viewer's own
 * calendar invalidate it.
 */
export const busyDay = ({ date, zone, people }: AvailabilityAsk) =>
  queryOptions({
    queryKey: [...calendarKey, "availability", date, zone, ...people] as const,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams([
        ["date", date],
        ["zone", zone],
        ...people.map((person): [string, string] => ["person", person]),
      ]);
      return (await getJson<{ people: PersonDay[] }>(`/api/availability?${query}`, signal)).people;
    },
    placeholderData: (before, query) =>
      query?.queryKey[2] === date && query.queryKey[3] === zone ? before : undefined,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: worthRetrying,
  });
