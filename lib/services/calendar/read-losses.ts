import type { Tx } from "@/db/client";
import {
  type LossRow,
  type LostPart,
  listComingOf,
  listContactNames,
  listLossRows,
} from "@/db/queries/sweep-reads";
import { effectOf, type LossView } from "@/lib/domain/calendar/sweep";
import type { Instant } from "@/lib/domain/time/instant";

/** One line of the review, with the events it speaks for: its own, and of a series those that go with it. */
export type LossLine = LossView & { eventIds: string[] };

/** The losses of a calendar as their person reviews them: a series with everything of it that is still to come is one line. */
export async function readLosses(
  tx: Tx,
  accountId: string,
  connectionId: string,
  now: Instant,
): Promise<LossLine[]> {
  const rows = await listLossRows(tx, accountId, connectionId);
  const coming = await listComingOf(tx, accountId, rows.flatMap(partOf), now);
  const speaker = speakers(rows, coming);
  const lines = rows.filter(
    (row) => !speaker.has(row.meetingId) || speaker.get(row.meetingId) === row.eventId,
  );
  const names = await listContactNames(
    tx,
    accountId,
    lines.map((row) => row.meetingId),
  );
  const along = new Map<string, string[]>();
  for (const { meetingId, eventId } of rows) {
    const line = speaker.get(meetingId) ?? eventId;
    along.set(line, [...(along.get(line) ?? []), eventId]);
  }
  return lines.map((row) => ({
    ...viewOf(row, coming),
    contacts: names.get(row.meetingId) ?? [],
    eventIds: along.get(row.eventId) ?? [row.eventId],
  }));
}

const isSeries = (row: LossRow): boolean =>
  row.repeats && row.seriesEventId === null && effectOf(row) === "cancel";

const partOf = (row: LossRow): LostPart[] =>
  isSeries(row) && row.icalUid !== null
    ? [{ eventId: row.eventId, icalUid: row.icalUid, from: row.occurrence }]
    : [];

/** For each meeting that goes with a series, the event of that series. */
function speakers(rows: readonly LossRow[], coming: Map<string, string[]>): Map<string, string> {
  const speaker = new Map<string, string>();
  for (const row of rows.filter(isSeries)) {
    speaker.set(row.meetingId, row.eventId);
    for (const id of coming.get(row.eventId) ?? []) speaker.set(id, row.eventId);
  }
  return speaker;
}

function viewOf(row: LossRow, coming: Map<string, string[]>): Omit<LossView, "contacts"> {
  const { eventId, how, title, startAt, endAt, allDayFrom, allDayUntil } = row;
  return {
    eventId,
    how,
    effect: effectOf(row),
    title,
    startAt,
    endAt,
    allDay: allDayFrom && allDayUntil ? { from: allDayFrom, until: allDayUntil } : null,
    isSeries: isSeries(row),
    meetings: isSeries(row) ? (coming.get(row.eventId)?.length ?? 0) : 1,
  };
}
