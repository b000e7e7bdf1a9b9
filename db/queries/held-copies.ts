import { and, eq, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { eventCopies as table } from "../schema/sync";
import { texts } from "./rows";

/** An event of a calendar that carries a meeting which may still change. */
export type HeldCopy = { eventId: string; seriesEventId: string | null };

const own = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId));

/**
 * Copies of this calendar that stand for a meeting which ended after `since`, or for a series of which something is still to
 * come: what a lost cursor has to account for, one by one (RULES N4).
 */
export async function listHeld(
  tx: Tx,
  accountId: string,
  connectionId: string,
  at: { since: Instant; now: Instant },
): Promise<HeldCopy[]> {
  const rows = await tx.execute<{ event_id: string; series_event_id: string | null }>(sql`
    select c.event_id, c.series_event_id from event_copies c
    join meetings m on m.account_id = c.account_id and m.id = c.meeting_id
    where c.account_id = ${accountId} and c.connection_id = ${connectionId} and not c.cancelled
      and ((m.cancelled_at is null and m.end_at >= ${at.since}) or (m.repeats and c.series_event_id is null
        and exists (select from meetings next where next.account_id = m.account_id and next.ical_uid = m.ical_uid
          and next.start_at > ${at.now} and next.cancelled_at is null)))`);
  return rows.map((row) => ({ eventId: row.event_id, seriesEventId: row.series_event_id }));
}

/** Which of these events carry, or carried, a meeting that is there, or time off. */
export async function listCarriers(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx.execute<{ event_id: string }>(sql`
    select event_id from event_copies
    where account_id = ${accountId} and connection_id = ${connectionId} and meeting_id is not null
      and event_id = any(${texts(eventIds)})
    union
    select event_id from time_off
    where account_id = ${accountId} and connection_id = ${connectionId} and event_id = any(${texts(eventIds)})`);
  return new Set(rows.map((row) => row.event_id));
}

/** Which of these events are known to be gone already. */
export async function listGone(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx
    .select({ eventId: table.eventId })
    .from(table)
    .where(
      and(
        own(accountId, connectionId),
        eq(table.cancelled, true),
        sql`${table.eventId} = any(${texts(eventIds)})`,
      ),
    );
  return new Set(rows.map((row) => row.eventId));
}

/** The UIDs of these events, by which they are locked. */
export async function listUidsOf(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ icalUid: table.icalUid })
    .from(table)
    .where(and(own(accountId, connectionId), sql`${table.eventId} = any(${texts(eventIds)})`));
  return rows.flatMap((row) => row.icalUid ?? []);
}

/**
 * Which of these events stand in the same calendar under another id as well: to somebody who took their copy away, their
 * organiser's next change brings a new one.
 */
export async function listHeldAgain(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx.execute<{ event_id: string }>(sql`
    select former.event_id from event_copies former
    join event_copies c on c.account_id = former.account_id and c.connection_id = former.connection_id
      and c.meeting_id = former.meeting_id and c.event_id <> former.event_id
    where former.account_id = ${accountId} and former.connection_id = ${connectionId}
      and former.event_id = any(${texts(eventIds)}) and former.series_event_id is null
      and c.series_event_id is null and not c.cancelled`);
  return new Set(rows.map((row) => row.event_id));
}
