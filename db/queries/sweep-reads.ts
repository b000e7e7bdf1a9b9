import { and, asc, eq, sql } from "drizzle-orm";
import type { Loss } from "@/lib/domain/calendar/sweep";
import type { Instant, PlainDate } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { activities } from "../schema/activities";
import { attendees, meetings } from "../schema/meetings";
import { sweepLosses } from "../schema/reconciling";
import { records } from "../schema/records";
import { eventCopies } from "../schema/sync";
import { textRows, texts } from "./rows";

/** A loss with the meeting it is about. */
export type LossRow = {
  eventId: string;
  meetingId: string;
  how: Loss;
  organizerSelf: boolean;
  seriesEventId: string | null;
  /** Of a part of a split series, its first slot. */
  occurrence: string;
  icalUid: string | null;
  repeats: boolean;
  title: string;
  startAt: Instant;
  endAt: Instant;
  allDayFrom: PlainDate | null;
  allDayUntil: PlainDate | null;
};

/** Every loss of a calendar, in the order in which the meetings take place. */
export function listLossRows(tx: Tx, accountId: string, connectionId: string): Promise<LossRow[]> {
  return tx
    .select({
      eventId: sweepLosses.eventId,
      meetingId: meetings.id,
      how: sweepLosses.how,
      organizerSelf: eventCopies.organizerSelf,
      seriesEventId: eventCopies.seriesEventId,
      occurrence: eventCopies.occurrence,
      icalUid: meetings.icalUid,
      repeats: meetings.repeats,
      title: activities.title,
      startAt: meetings.startAt,
      endAt: meetings.endAt,
      allDayFrom: meetings.allDayFrom,
      allDayUntil: meetings.allDayUntil,
    })
    .from(sweepLosses)
    .innerJoin(
      eventCopies,
      and(
        eq(eventCopies.accountId, sweepLosses.accountId),
        eq(eventCopies.connectionId, sweepLosses.connectionId),
        eq(eventCopies.eventId, sweepLosses.eventId),
      ),
    )
    .innerJoin(
      meetings,
      and(eq(meetings.accountId, eventCopies.accountId), eq(meetings.id, eventCopies.meetingId)),
    )
    .innerJoin(activities, and(eq(activities.accountId, meetings.accountId), eq(activities.id, meetings.id)))
    .where(and(eq(sweepLosses.accountId, accountId), eq(sweepLosses.connectionId, connectionId)))
    .orderBy(asc(meetings.startAt), asc(sweepLosses.eventId));
}

/** A part of a series, as `cancelComing` takes it, under the event it stands for. */
export type LostPart = { eventId: string; icalUid: string; from: string };

/** Of each of these series, the meetings still to come that would be cancelled with it (RULES section 9), by its event. */
export async function listComingOf(
  tx: Tx,
  accountId: string,
  parts: readonly LostPart[],
  now: Instant,
): Promise<Map<string, string[]>> {
  const coming = new Map<string, string[]>();
  if (parts.length === 0) return coming;
  const rows = await tx.execute<{ event_id: string; id: string }>(sql`
    select wanted."eventId" as event_id, m.id from meetings m
    join ${textRows(parts, ["eventId", "icalUid", "from"])}
      on m.ical_uid = wanted."icalUid" and m.occurrence >= wanted."from"
    where m.account_id = ${accountId} and m.start_at > ${now} and m.cancelled_at is null and m.frozen_at is null
      and not exists (
        select from event_copies c
        where c.account_id = m.account_id and c.ical_uid = m.ical_uid and c.series_event_id is null
          and c.occurrence > wanted."from" and c.occurrence <= m.occurrence)`);
  for (const { event_id, id } of rows) coming.set(event_id, [...(coming.get(event_id) ?? []), id]);
  return coming;
}

/** The contacts who take part in these meetings, by name. */
export async function listContactNames(
  tx: Tx,
  accountId: string,
  meetingIds: readonly string[],
): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  if (meetingIds.length === 0) return names;
  const rows = await tx
    .select({ meetingId: attendees.meetingId, name: records.name })
    .from(attendees)
    .innerJoin(records, and(eq(records.accountId, attendees.accountId), eq(records.id, attendees.contactId)))
    .where(
      and(
        eq(attendees.accountId, accountId),
        sql`${attendees.meetingId} = any(${texts(meetingIds)}::uuid[])`,
      ),
    )
    .orderBy(asc(records.name));
  for (const { meetingId, name } of rows) names.set(meetingId, [...(names.get(meetingId) ?? []), name]);
  return names;
}
