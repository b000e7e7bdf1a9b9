import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { PersonChoice } from "@/lib/domain/meetings/inputs";
import { getJson, worthRetrying } from "./json";

/** Contacts with an address and teammates that match what was typed. The list of the last query stays while the next loads. */
export const peopleMatching = (q: string) =>
  queryOptions({
    queryKey: ["people", q.trim().toLowerCase()] as const,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ q: q.trim() });
      return (await getJson<{ people: PersonChoice[] }>(`/api/people?${query}`, signal)).people;
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: worthRetrying,
  });
