import { and, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { calendarConnections } from "../schema/calendars";
import { eventCopies as table } from "../schema/sync";
import { textRows, texts } from "./rows";

export type OtherCopy = { organizerSelf: boolean; isPrivate: boolean };

/**
 * Live copies of meetings on other calendars that are connected now, by meeting (RULES I11). A guest's copy of a series whose
 * first slot was taken out there does not stand for that slot's meeting any more, and with a series that is gone there so are
 * the slots that had rows of their own: no row needs to tell of them.
 */
export async function listOtherCopies(
  tx: Tx,
  accountId: string,
  connectionId: string,
  meetingIds: readonly string[],
): Promise<Map<string, OtherCopy[]>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await tx
    .select({
      meetingId: table.meetingId,
      organizerSelf: table.organizerSelf,
      isPrivate: table.isPrivate,
    })
    .from(table)
    .innerJoin(
      calendarConnections,
      and(
        eq(calendarConnections.accountId, table.accountId),
        eq(calendarConnections.id, table.connectionId),
        isNull(calendarConnections.disconnectedAt),
      ),
    )
    .where(
      and(
        eq(table.accountId, accountId),
        sql`${table.meetingId} = any(${texts(meetingIds)}::uuid[])`,
        ne(table.connectionId, connectionId),
        eq(table.cancelled, false),
        sql`(${table.organizerSelf} or not exists (
          select from event_copies s
          where s.account_id = ${table.accountId} and s.connection_id = ${table.connectionId}
            and s.series_event_id = ${table.eventId} and s.cancelled
            and nullif(s.occurrence, '')::timestamptz = ${table.firstStart}))`,
        sql`not exists (
          select from event_copies s
          where s.account_id = ${table.accountId} and s.connection_id = ${table.connectionId}
            and s.event_id = ${table.seriesEventId} and s.cancelled)`,
      ),
    );
  const copies = new Map<string, OtherCopy[]>();
  for (const { meetingId, ...copy } of rows) {
    copies.set(meetingId ?? "", [...(copies.get(meetingId ?? "") ?? []), copy]);
  }
  return copies;
}

/** One event as every calendar names it: its UID and, of a series, the slot. */
export type EventName = { icalUid: string; occurrence: string };

export const nameKey = ({ icalUid, occurrence }: EventName): string => `${occurrence} ${icalUid}`;

/** Whether the calendar `k` is read at all: switched off, or with a dead grant, what it told last decides nothing new. */
const isRead = sql`k.syncing and k.state <> 'reconnect'`;

/**
 * Of which of these events another calendar that is connected and read now holds the organiser's own copy, found to have
 * nobody in it whom a timeline could show. Answers with `nameKey`s.
 */
export const listUninviting = (
  tx: Tx,
  accountId: string,
  connectionId: string,
  events: readonly EventName[],
): Promise<Set<string>> =>
  listElsewhere(tx, {
    accountId,
    connectionId,
    events,
    where: sql`c.organizer_self and c.invites_nobody and ${isRead}`,
  });

/** Which of these events another calendar that is connected now holds a live and public copy of. Answers with `nameKey`s. */
export const listCarried = (
  tx: Tx,
  accountId: string,
  connectionId: string,
  events: readonly EventName[],
): Promise<Set<string>> => listElsewhere(tx, { accountId, connectionId, events, where: sql`true` });

type Elsewhere = { accountId: string; connectionId: string; events: readonly EventName[]; where: SQL };

/** The events of which another connected calendar has a live and public copy that this holds for. */
async function listElsewhere(
  tx: Tx,
  { accountId, connectionId, events, where }: Elsewhere,
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const rows = await tx.execute<{ ical_uid: string; occurrence: string }>(sql`
    select c.ical_uid, c.occurrence from ${textRows(events, ["icalUid", "occurrence"])}
    join event_copies c on c.account_id = ${accountId} and c.ical_uid = wanted."icalUid"
      and c.occurrence = wanted.occurrence
    join calendar_connections k on k.account_id = c.account_id and k.id = c.connection_id and k.disconnected_at is null
    where c.connection_id <> ${connectionId} and not c.cancelled and not c.is_private and ${where}`);
  return new Set(rows.map((row) => nameKey({ icalUid: row.ical_uid, occurrence: row.occurrence })));
}
