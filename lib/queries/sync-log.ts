import { queryOptions } from "@tanstack/react-query";
import type { SyncLog } from "@/lib/domain/calendar/sync-log";
import { calendarKey } from "./calendar";
import { getJson, worthRetrying } from "./json";

/** The part of the sync log that an address names; `search` is its query with the question mark. Live changes invalidate it. */
export const syncLogState = (search: string, initialData: SyncLog) =>
  queryOptions({
    queryKey: [...calendarKey, "sync-log", search] as const,
    queryFn: ({ signal }) => getJson<SyncLog>(`/api/calendar/sync-log${search}`, signal),
    initialData,
    // The server's page may be older than a hint that came before it was shown: read it again.
    staleTime: 0,
    retry: worthRetrying,
  });
