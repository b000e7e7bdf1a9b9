import { and, eq, sql } from "drizzle-orm";
import type { LocationKind, MeetingOutcome, PushState } from "@/lib/domain/meetings/meeting";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { meetings } from "../schema/meetings";
import { textRows, texts } from "./rows";

type MeetingChange = Partial<{
  outcome: MeetingOutcome;
  internalNote: string | null;
  cancelledAt: Instant | null;
  cancelledWhere: string | null;
  frozenAt: Instant | null;
  syncedAt: Instant;
  icalUid: string | null;
  eventId: string;
  push: PushState;
  pushNote: string | null;
  eventUrl: string | null;
  organizerEmail: string | null;
  organizerName: string | null;
  locationKind: LocationKind;
  locationText: string | null;
}>;

/** Sets fields of one meeting; with `whilePush`, only in that push state. False when no row was in the way to change. */
export async function changeMeeting(
  tx: Tx,
  accountId: string,
  meetingId: string,
  change: MeetingChange,
  whilePush?: PushState,
): Promise<boolean> {
  const own = and(eq(meetings.accountId, accountId), eq(meetings.id, meetingId));
  const rows = await tx
    .update(meetings)
    .set(change)
    .where(whilePush ? and(own, eq(meetings.push, whilePush)) : own)
    .returning({ id: meetings.id });
  return rows.length > 0;
}

/** Sets the same fields of many meetings. */
export async function changeMeetings(
  tx: Tx,
  accountId: string,
  meetingIds: readonly string[],
  change: MeetingChange,
): Promise<void> {
  if (meetingIds.length === 0) return;
  await tx
    .update(meetings)
    .set(change)
    .where(and(eq(meetings.accountId, accountId), sql`${meetings.id} = any(${texts(meetingIds)}::uuid[])`));
}

/** A series, or what "this and following" has made of it: its part from the slot `from` on, up to the next part. */
export type SeriesPart = { icalUid: string; from: string };

/** Cancels every meeting of these parts of series that has not begun yet; answers with their ids. */
export async function cancelComing(
  tx: Tx,
  accountId: string,
  parts: readonly SeriesPart[],
  cancelled: { at: Instant; where: string },
): Promise<string[]> {
  if (parts.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    update meetings m set cancelled_at = ${cancelled.at}, cancelled_where = ${cancelled.where}, outcome = 'Canceled',
      synced_at = ${cancelled.at}
    from ${textRows(parts, ["icalUid", "from"])}
    where m.account_id = ${accountId} and m.ical_uid = wanted."icalUid" and m.occurrence >= wanted."from"
      and m.start_at > ${cancelled.at} and m.cancelled_at is null and m.frozen_at is null
      and not exists (
        select from event_copies c
        where c.account_id = m.account_id and c.ical_uid = m.ical_uid and c.series_event_id is null
          and c.occurrence > wanted."from" and c.occurrence <= m.occurrence)
    returning m.id`);
  return rows.map((row) => row.id);
}
