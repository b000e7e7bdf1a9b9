import { and, eq, or, sql } from "drizzle-orm";
import type { SharedFields } from "@/lib/domain/meetings/from-event";
import type { MeetingOutcome, PushState } from "@/lib/domain/meetings/meeting";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { activities } from "../schema/activities";
import { attendees, meetings, meetingTombstones } from "../schema/meetings";

export type StoredMeeting = {
  id: string;
  hostId: string | null;
  connectionId: string | null;
  shared: SharedFields;
  /** Contacts that take part, as opposed to records someone ticked. */
  guestContactIds: string[];
  internalNote: string | null;
  outcome: MeetingOutcome;
  source: "crm" | "calendar";
  icalUid: string | null;
  occurrence: string;
  push: PushState;
  pushNote: string | null;
  eventId: string | null;
  frozenAt: Instant | null;
  cancelledAt: Instant | null;
};

/** A meeting with its guests; null when it is not there (any more). */
export async function findMeeting(tx: Tx, accountId: string, id: string): Promise<StoredMeeting | null> {
  const [row] = await tx
    .select({ meeting: meetings, title: activities.title })
    .from(meetings)
    .innerJoin(activities, and(eq(activities.accountId, meetings.accountId), eq(activities.id, meetings.id)))
    .where(and(eq(meetings.accountId, accountId), eq(meetings.id, id)))
    .limit(1);
  if (!row) return null;
  const guests = await tx
    .select({
      email: attendees.email,
      name: attendees.name,
      reply: attendees.reply,
      organizer: attendees.organizer,
      optional: attendees.optional,
      contactId: attendees.contactId,
    })
    .from(attendees)
    .where(and(eq(attendees.accountId, accountId), eq(attendees.meetingId, id)))
    .orderBy(attendees.email);
  return toMeeting(row.meeting, row.title, guests);
}

type Row = typeof meetings.$inferSelect;
type GuestRow = SharedFields["guests"][number] & { contactId: string | null };

function toMeeting(row: Row, title: string, guests: GuestRow[]): StoredMeeting {
  const { allDayFrom, allDayUntil } = row;
  return {
    id: row.id,
    hostId: row.hostId,
    connectionId: row.connectionId,
    shared: {
      title,
      startAt: row.startAt,
      endAt: row.endAt,
      zone: row.zone,
      allDay: allDayFrom && allDayUntil ? { from: allDayFrom, until: allDayUntil } : null,
      locationKind: row.locationKind,
      locationText: row.locationText,
      joinUrl: row.joinUrl,
      joinPending: row.joinPending,
      descriptionHtml: row.descriptionHtml,
      organizerEmail: row.organizerEmail,
      organizerName: row.organizerName,
      eventUrl: row.eventUrl,
      repeats: row.repeats,
      guests: guests.map(({ contactId: _, ...guest }) => guest),
    },
    guestContactIds: guests.map((guest) => guest.contactId).filter((contactId) => contactId !== null),
    internalNote: row.internalNote,
    outcome: row.outcome,
    source: row.source,
    icalUid: row.icalUid,
    occurrence: row.occurrence,
    push: row.push,
    pushNote: row.pushNote,
    eventId: row.eventId,
    frozenAt: row.frozenAt,
    cancelledAt: row.cancelledAt,
  };
}

/** The meeting an event of any calendar is: by UID and occurrence (RULES I11). */
export async function findMeetingIdByEvent(
  tx: Tx,
  accountId: string,
  icalUid: string,
  occurrence: string,
): Promise<string | null> {
  const [row] = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .where(
      and(
        eq(meetings.accountId, accountId),
        eq(meetings.icalUid, icalUid),
        eq(meetings.occurrence, occurrence),
      ),
    )
    .limit(1);
  return row?.id ?? null;
}

/** Whether someone deleted this meeting in the CRM, told by our own id or by UID and occurrence (RULES O3). */
export async function wasDeleted(
  tx: Tx,
  accountId: string,
  event: { crmMeetingId: string | null; icalUid: string | null; occurrence: string },
): Promise<boolean> {
  const byId = event.crmMeetingId
    ? sql`${meetingTombstones.meetingId}::text = ${event.crmMeetingId}`
    : undefined;
  const byEvent = event.icalUid
    ? and(eq(meetingTombstones.icalUid, event.icalUid), eq(meetingTombstones.occurrence, event.occurrence))
    : undefined;
  if (!byId && !byEvent) return false;
  const [row] = await tx
    .select({ id: meetingTombstones.meetingId })
    .from(meetingTombstones)
    .where(and(eq(meetingTombstones.accountId, accountId), or(byId, byEvent)))
    .limit(1);
  return row !== undefined;
}

/** How many meetings of a connection are on timelines. */
export async function countMeetingsOf(tx: Tx, accountId: string, connectionId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(meetings)
    .where(and(eq(meetings.accountId, accountId), eq(meetings.connectionId, connectionId)));
  return row?.count ?? 0;
}
