import { and, eq, sql } from "drizzle-orm";
import type { SharedFields } from "@/lib/domain/meetings/from-event";
import type { MeetingOutcome, PushState } from "@/lib/domain/meetings/meeting";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { activities } from "../schema/activities";
import { meetings, meetingTombstones } from "../schema/meetings";
import { type KnownPeople, writeGuests } from "./guests";
import { insertRows, updateRows } from "./rows";

export type NewMeeting = {
  id: string;
  hostId: string | null;
  authorId: string | null;
  connectionId: string | null;
  provider: "google" | "microsoft" | null;
  shared: SharedFields;
  /** The guests' contacts that it is for. */
  contactIds: readonly string[];
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

/** Writes meetings with their guests; answers with the ids of those that were not there already (RULES O1, I11). */
export async function insertMeetings(
  tx: Tx,
  accountId: string,
  added: readonly NewMeeting[],
  people: KnownPeople,
): Promise<Set<string>> {
  const rows = await insertRows(
    tx,
    activities,
    added.map(({ id, shared, authorId, now }) => ({
      accountId,
      id,
      kind: "meeting" as const,
      at: shared.startAt,
      title: shared.title,
      body: "",
      authorId,
      open: false,
      createdAt: now,
      updatedAt: now,
    })),
    sql`on conflict do nothing returning id`,
  );
  const isNew = new Set(rows.map((row) => String(row.id)));
  const fresh = added.filter((meeting) => isNew.has(meeting.id));
  await insertRows(
    tx,
    meetings,
    fresh.map((meeting) => ({ accountId, ...columnsOf(meeting) })),
  );
  await writeGuests(
    tx,
    accountId,
    fresh.map(({ id, shared, contactIds }) => ({ meetingId: id, guests: shared.guests, contactIds })),
    people,
  );
  return isNew;
}

const columnsOf = (meeting: NewMeeting) => ({
  id: meeting.id,
  hostId: meeting.hostId,
  connectionId: meeting.connectionId,
  provider: meeting.provider,
  ...sharedColumns(meeting.shared),
  internalNote: meeting.internalNote,
  outcome: meeting.outcome,
  source: meeting.source,
  icalUid: meeting.icalUid,
  occurrence: meeting.occurrence,
  push: meeting.push,
  eventId: meeting.eventId,
  cancelledAt: meeting.cancelled?.at ?? null,
  cancelledWhere: meeting.cancelled?.where ?? null,
  syncedAt: meeting.syncedAt,
});

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
  tentative: shared.tentative,
  away: shared.away,
});

/** A meeting as the calendar says it is now, and the guests' contacts that it is for. */
export type SharedChange = { meetingId: string; fields: SharedFields; contactIds: readonly string[] };

/** Brings the shared fields of meetings to what the calendar says (RULES I8). */
export async function updateShared(
  tx: Tx,
  accountId: string,
  changed: readonly SharedChange[],
  now: Instant,
  people: KnownPeople,
): Promise<void> {
  const places = changed.map(({ meetingId: id, fields }) => ({
    id,
    at: fields.startAt,
    title: fields.title,
    updatedAt: now,
  }));
  await updateRows(tx, activities, accountId, ["id"], places);
  const rows = changed.map(({ meetingId: id, fields }) => ({ id, ...sharedColumns(fields), syncedAt: now }));
  await updateRows(tx, meetings, accountId, ["id"], rows);
  const lists = changed.map(({ meetingId, fields, contactIds }) => ({
    meetingId,
    guests: fields.guests,
    contactIds,
  }));
  await writeGuests(tx, accountId, lists, people);
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
