import { queryOptions } from "@tanstack/react-query";
import { type RecordDetail, type RecordRef, recordPath } from "@/lib/domain/records/record";
import { getJson, worthRetrying } from "./json";

/** A record with all its properties, as its page shows it. */
export const recordDetail = (ref: RecordRef) =>
  queryOptions({
    queryKey: ["records", ref.kind, ref.id] as const,
    queryFn: ({ signal }) => getJson<RecordDetail>(`/api/records${recordPath(ref)}`, signal),
    staleTime: 5_000,
    retry: worthRetrying,
  });
