import { queryOptions } from "@tanstack/react-query";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import { type RecordRef, recordPath } from "@/lib/domain/records/record";
import { getJson, worthRetrying } from "./json";

/** What the Schedule a meeting form starts from. Read afresh at each opening: people and records come and go. */
export const scheduleDefaults = (ref: RecordRef) =>
  queryOptions({
    queryKey: ["schedule", ref.kind, ref.id] as const,
    queryFn: ({ signal }) => getJson<ScheduleFormDefaults>(`/api/records${recordPath(ref)}/schedule`, signal),
    staleTime: 0,
    gcTime: 0,
    retry: worthRetrying,
  });
