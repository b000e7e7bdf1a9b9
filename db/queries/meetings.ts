import { and, eq, sql } from "drizzle-orm";
import type { SharedFields } from "@/lib/domain/meetings/from-event";
import type { MeetingOutcome, PushState } from "@/lib/domain/meetings/meeting";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { activities } from "../schema/activities";
import { meetings, meetingTombstones } from "../schema/meetings";
import { type KnownPeople, writeGuests } from "./guests";

export type NewMeeting = {
  id: string;
  hostId: string | null;
  authorId: string | null;
  connectionId: string | null;
  provider: "google" | "microsoft" | null;
  shared: SharedFields;
  internalNote: string | null;
  outcome: MeetingOutcome;
  source: "crm" | "calendar";
  icalUid: string | null;
  occurrence: string;
  push: PushState;
  eventId: string | null;
  cancelled: { at: Instant; where: string } | null;
  syncedAt: Instant | null;
  now: Instant;
};

/** Writes a meeting with its guests; false when this id, or this event, is there already (RULES O1, I11). */
export async function insertMeeting(
  tx: Tx,
  accountId: string,
  meeting: NewMeeting,
  people: KnownPeople,
): Promise<boolean> {
  const { shared, cancelled, now } = meeting;
  const added = await tx
    .insert(activities)
    .values({
      accountId,
      id: meeting.id,
      kind: "meeting",
      at: shared.startAt,
      title: shared.title,
      authorId: meeting.authorId,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: activities.id });
  if (added.length === 0) return false;
  await tx.insert(meetings).values({
    accountId,
    id: meeting.id,
    hostId: meeting.hostId,
    connectionId: meeting.connectionId,
    provider: meeting.provider,
    ...sharedColumns(shared),
    internalNote: meeting.internalNote,
    outcome: meeting.outcome,
    source: meeting.source,
    icalUid: meeting.icalUid,
    occurrence: meeting.occurrence,
    push: meeting.push,
    eventId: meeting.eventId,
    cancelledAt: cancelled?.at ?? null,
    cancelledWhere: cancelled?.where ?? null,
    syncedAt: meeting.syncedAt,
  });
  await writeGuests(tx, accountId, meeting.id, shared.guests, people);
  return true;
}

const sharedColumns = (shared: SharedFields) => ({
  startAt: shared.startAt,
  endAt: shared.endAt,
  zone: shared.zone,
  allDayFrom: shared.allDay?.from ?? null,
  allDayUntil: shared.allDay?.until ?? null,
  locationKind: shared.locationKind,
  locationText: shared.locationText,
  joinUrl: shared.joinUrl,
  joinPending: shared.joinPending,
  descriptionHtml: shared.descriptionHtml,
  organizerEmail: shared.organizerEmail,
  organizerName: shared.organizerName,
  eventUrl: shared.eventUrl,
  repeats: shared.repeats,
});

/** Brings the shared fields to what the calendar says (RULES I8). */
export async function updateShared(
  tx: Tx,
  accountId: string,
  meetingId: string,
  shared: SharedFields,
  now: Instant,
  people: KnownPeople,
): Promise<void> {
  await tx
    .update(activities)
    .set({ at: shared.startAt, title: shared.title, updatedAt: now })
    .where(and(eq(activities.accountId, accountId), eq(activities.id, meetingId)));
  await tx
    .update(meetings)
    .set({ ...sharedColumns(shared), syncedAt: now })
    .where(and(eq(meetings.accountId, accountId), eq(meetings.id, meetingId)));
  await writeGuests(tx, accountId, meetingId, shared.guests, people);
}

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

/** Cancels every meeting of a series that has not begun yet; answers with their ids. */
export async function cancelComing(
  tx: Tx,
  accountId: string,
  icalUid: string,
  cancelled: { at: Instant; where: string },
): Promise<string[]> {
  const rows = await tx
    .update(meetings)
    .set({
      cancelledAt: cancelled.at,
      cancelledWhere: cancelled.where,
      outcome: "Canceled",
      syncedAt: cancelled.at,
    })
    .where(
      and(
        eq(meetings.accountId, accountId),
        eq(meetings.icalUid, icalUid),
        sql`${meetings.startAt} > ${cancelled.at}`,
        sql`${meetings.cancelledAt} is null`,
        sql`${meetings.frozenAt} is null`,
      ),
    )
    .returning({ id: meetings.id });
  return rows.map((row) => row.id);
}

/** Removes a meeting and leaves a mark, so that sync never brings it back (RULES O3). */
export async function deleteMeeting(
  tx: Tx,
  accountId: string,
  meeting: { id: string; icalUid: string | null; occurrence: string },
  deleted: { at: Instant; by: string | null },
): Promise<void> {
  await tx
    .insert(meetingTombstones)
    .values({
      accountId,
      meetingId: meeting.id,
      icalUid: meeting.icalUid,
      occurrence: meeting.occurrence,
      deletedAt: deleted.at,
      deletedBy: deleted.by,
    })
    .onConflictDoNothing();
  await tx.delete(activities).where(and(eq(activities.accountId, accountId), eq(activities.id, meeting.id)));
}
