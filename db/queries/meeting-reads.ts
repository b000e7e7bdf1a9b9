import { and, eq, sql } from "drizzle-orm";
import type { SharedFields } from "@/lib/domain/meetings/from-event";
import type { MeetingOutcome, PushState } from "@/lib/domain/meetings/meeting";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { activities } from "../schema/activities";
import { attendees, meetings } from "../schema/meetings";
import { type EventName, nameKey } from "./other-copies";
import { textRows, texts } from "./rows";

export type StoredMeeting = {
  id: string;
  hostId: string | null;
  connectionId: string | null;
  provider: "google" | "microsoft" | null;
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
  return (await listMeetings(tx, accountId, [id])).get(id) ?? null;
}

/** Those of these meetings that are there, with their guests, by id. */
export async function listMeetings(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, StoredMeeting>> {
  if (ids.length === 0) return new Map();
  const wanted = sql`any(${texts(ids)}::uuid[])`;
  const rows = await tx
    .select({ meeting: meetings, title: activities.title })
    .from(meetings)
    .innerJoin(activities, and(eq(activities.accountId, meetings.accountId), eq(activities.id, meetings.id)))
    .where(and(eq(meetings.accountId, accountId), sql`${meetings.id} = ${wanted}`));
  if (rows.length === 0) return new Map();
  const guests = await tx
    .select({
      meetingId: attendees.meetingId,
      email: attendees.email,
      name: attendees.name,
      reply: attendees.reply,
      organizer: attendees.organizer,
      optional: attendees.optional,
      contactId: attendees.contactId,
    })
    .from(attendees)
    .where(and(eq(attendees.accountId, accountId), sql`${attendees.meetingId} = ${wanted}`))
    .orderBy(attendees.email);
  const guestsOf = new Map<string, GuestRow[]>(rows.map(({ meeting }) => [meeting.id, []]));
  for (const { meetingId, ...guest } of guests) guestsOf.get(meetingId)?.push(guest);
  return new Map(
    rows.map(({ meeting, title }) => [meeting.id, toMeeting(meeting, title, guestsOf.get(meeting.id) ?? [])]),
  );
}

type Row = typeof meetings.$inferSelect;
type GuestRow = SharedFields["guests"][number] & { contactId: string | null };

function toMeeting(row: Row, title: string, guests: GuestRow[]): StoredMeeting {
  const { allDayFrom, allDayUntil } = row;
  return {
    id: row.id,
    hostId: row.hostId,
    connectionId: row.connectionId,
    provider: row.provider,
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
      tentative: row.tentative,
      away: row.away,
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

/** The meetings that events of any calendar are: by UID and occurrence, as `nameKey`s (RULES I11). */
export async function listMeetingsOfEvents(
  tx: Tx,
  accountId: string,
  events: readonly EventName[],
): Promise<Map<string, string>> {
  if (events.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; ical_uid: string; occurrence: string }>(sql`
    select m.id, m.ical_uid, m.occurrence from ${textRows(events, ["icalUid", "occurrence"])}
    join meetings m on m.account_id = ${accountId} and m.ical_uid = wanted."icalUid"
      and m.occurrence = wanted.occurrence`);
  return new Map(rows.map((row) => [nameKey({ icalUid: row.ical_uid, occurrence: row.occurrence }), row.id]));
}

/** Which meetings someone deleted in the CRM, told by our own ids and by events' `nameKey`s (RULES O3). */
export async function listDeleted(
  tx: Tx,
  accountId: string,
  asked: { meetingIds: readonly string[]; events: readonly EventName[] },
): Promise<Set<string>> {
  if (asked.meetingIds.length === 0 && asked.events.length === 0) return new Set();
  const rows = await tx.execute<{ meeting_id: string; ical_uid: string | null; occurrence: string }>(sql`
    select meeting_id, ical_uid, occurrence from meeting_tombstones
    where account_id = ${accountId} and meeting_id = any(${texts(asked.meetingIds)}::uuid[])
    union all
    select t.meeting_id, t.ical_uid, t.occurrence from ${textRows(asked.events, ["icalUid", "occurrence"])}
    join meeting_tombstones t on t.account_id = ${accountId} and t.ical_uid = wanted."icalUid"
      and t.occurrence = wanted.occurrence`);
  return new Set(
    rows.flatMap((row) => [
      row.meeting_id,
      ...(row.ical_uid ? [nameKey({ icalUid: row.ical_uid, occurrence: row.occurrence })] : []),
    ]),
  );
}

/** How many meetings of a connection are on timelines. */
export async function countMeetingsOf(tx: Tx, accountId: string, connectionId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(meetings)
    .where(and(eq(meetings.accountId, accountId), eq(meetings.connectionId, connectionId)));
  return row?.count ?? 0;
}
