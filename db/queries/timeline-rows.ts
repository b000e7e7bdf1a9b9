import { and, asc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import { activities, activityRecords } from "../schema/activities";
import { attendees, meetingEdits, meetings } from "../schema/meetings";
import { records } from "../schema/records";

export type ActivityRow = Awaited<ReturnType<typeof selectActivities>>[number];
export type MeetingRow = Awaited<ReturnType<typeof selectMeetings>>[number];
export type GuestRow = Awaited<ReturnType<typeof selectGuests>>[number];
export type PlacedRow = Awaited<ReturnType<typeof selectPlaces>>[number];

const person = { id: users.id, name: users.name, email: users.email };

/** The activities themselves. */
export function selectActivities(tx: Tx, accountId: string, ids: string[]) {
  return tx
    .select({
      id: activities.id,
      kind: activities.kind,
      at: activities.at,
      title: activities.title,
      body: activities.body,
      completedAt: activities.completedAt,
      taskType: activities.taskType,
      taskPriority: activities.taskPriority,
      callOutcome: activities.callOutcome,
      callDirection: activities.callDirection,
      durationMinutes: activities.durationMinutes,
      createdAt: activities.createdAt,
      updatedAt: activities.updatedAt,
      author: person,
    })
    .from(activities)
    .leftJoin(users, and(eq(users.accountId, activities.accountId), eq(users.id, activities.authorId)))
    .where(and(eq(activities.accountId, accountId), inArray(activities.id, ids)));
}

/** What meetings have besides. */
export function selectMeetings(tx: Tx, accountId: string, ids: string[]) {
  return tx
    .select({
      id: meetings.id,
      startAt: meetings.startAt,
      endAt: meetings.endAt,
      zone: meetings.zone,
      allDayFrom: meetings.allDayFrom,
      allDayUntil: meetings.allDayUntil,
      locationKind: meetings.locationKind,
      locationText: meetings.locationText,
      joinUrl: meetings.joinUrl,
      joinPending: meetings.joinPending,
      descriptionHtml: meetings.descriptionHtml,
      internalNote: meetings.internalNote,
      outcome: meetings.outcome,
      source: meetings.source,
      repeats: meetings.repeats,
      tentative: meetings.tentative,
      away: meetings.away,
      organizerEmail: meetings.organizerEmail,
      organizerName: meetings.organizerName,
      provider: meetings.provider,
      eventUrl: meetings.eventUrl,
      push: meetings.push,
      pushNote: meetings.pushNote,
      syncedAt: meetings.syncedAt,
      frozenAt: meetings.frozenAt,
      cancelledAt: meetings.cancelledAt,
      cancelledWhere: meetings.cancelledWhere,
      host: person,
      edit: { state: meetingEdits.state, note: meetingEdits.note },
    })
    .from(meetings)
    .leftJoin(users, and(eq(users.accountId, meetings.accountId), eq(users.id, meetings.hostId)))
    .leftJoin(
      meetingEdits,
      and(eq(meetingEdits.accountId, meetings.accountId), eq(meetingEdits.meetingId, meetings.id)),
    )
    .where(and(eq(meetings.accountId, accountId), inArray(meetings.id, ids)));
}

/** Everyone invited, with the name we know them by. */
export function selectGuests(tx: Tx, accountId: string, ids: string[]) {
  const contact = alias(records, "contact");
  return tx
    .select({
      meetingId: attendees.meetingId,
      email: attendees.email,
      name: attendees.name,
      reply: attendees.reply,
      organizer: attendees.organizer,
      contactId: attendees.contactId,
      userId: attendees.userId,
      contactName: contact.name,
      userName: users.name,
    })
    .from(attendees)
    .leftJoin(contact, and(eq(contact.accountId, attendees.accountId), eq(contact.id, attendees.contactId)))
    .leftJoin(users, and(eq(users.accountId, attendees.accountId), eq(users.id, attendees.userId)))
    .where(and(eq(attendees.accountId, accountId), inArray(attendees.meetingId, ids)))
    .orderBy(asc(attendees.email));
}

/** The timelines they are on. */
export function selectPlaces(tx: Tx, accountId: string, ids: string[]) {
  return tx
    .select({
      activityId: activityRecords.activityId,
      recordId: activityRecords.recordId,
      pinnedAt: activityRecords.pinnedAt,
    })
    .from(activityRecords)
    .where(and(eq(activityRecords.accountId, accountId), inArray(activityRecords.activityId, ids)));
}
