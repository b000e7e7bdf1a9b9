import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { RecordKind, RecordLink } from "@/lib/domain/records/record";
import { getJson, worthRetrying } from "./json";

/** Records of one kind, or of all when `kind` is null, that match what was typed; recent ones for an empty query. */
export const recordsMatching = (q: string, kind: RecordKind | null = null) =>
  queryOptions({
    queryKey: ["search", kind, q.trim().toLowerCase()] as const,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ q: q.trim(), ...(kind ? { kind } : {}) });
      return (await getJson<{ results: RecordLink[] }>(`/api/search?${query}`, signal)).results;
    },
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    retry: worthRetrying,
  });
