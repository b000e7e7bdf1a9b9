import { logResults, type SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import { isRecordId } from "@/lib/domain/records/record-id";

export const syncLogPath = "/settings/general/sync-log";

export type SearchParams = Record<string, string | string[] | undefined>;

const single = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";

/** Reads `?view= ?q= ?result= ?meeting= ?cursor=`; what makes no sense is as if it had not been asked. */
export function readSyncLogQuery(params: SearchParams): SyncLogQuery {
  const meeting = single(params.meeting);
  return {
    view: single(params.view) === "written" ? "written" : "considered",
    q: single(params.q).trim().slice(0, 200),
    result: logResults.find((result) => result === single(params.result)) ?? null,
    meeting: isRecordId(meeting) ? meeting : null,
    cursor: single(params.cursor) || null,
  };
}

/** The address with some of its query changed. Anything but a cursor starts from the newest. */
export const syncLogHref = (query: SyncLogQuery, change: Partial<SyncLogQuery>): string =>
  `${syncLogPath}${searchOf({ ...query, cursor: null, ...change })}`;

/** The query as an address carries it: with its question mark, or empty. */
export function searchOf(next: SyncLogQuery): string {
  const params = new URLSearchParams({
    ...(next.view === "written" ? { view: next.view } : {}),
    ...(next.q ? { q: next.q } : {}),
    ...(next.result ? { result: next.result } : {}),
    ...(next.meeting ? { meeting: next.meeting } : {}),
    ...(next.cursor ? { cursor: next.cursor } : {}),
  }).toString();
  return params ? `?${params}` : "";
}

/** Where the log tells of one meeting alone. */
export const whyHref = (meetingId: string): string => `${syncLogPath}?meeting=${meetingId}`;
