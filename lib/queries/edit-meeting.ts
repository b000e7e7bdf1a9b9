import { queryOptions } from "@tanstack/react-query";
import type { EditMeetingDefaults } from "@/lib/domain/meetings/edit-inputs";
import { getJson, worthRetrying } from "./json";

/** What the Edit meeting form starts from. Read afresh at each opening: what is changed is told from what stood there then. */
export const editDefaults = (meetingId: string) =>
  queryOptions({
    queryKey: ["edit-meeting", meetingId] as const,
    queryFn: ({ signal }) => getJson<EditMeetingDefaults>(`/api/meetings/${meetingId}/edit`, signal),
    staleTime: 0,
    gcTime: 0,
    retry: worthRetrying,
  });
