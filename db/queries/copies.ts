import { and, eq, inArray, sql } from "drizzle-orm";
import type { Decision } from "@/lib/domain/calendar/plan";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { syncDecisions, eventCopies as table } from "../schema/sync";

export type EventCopy = {
  eventId: string;
  icalUid: string | null;
  /** The slot of an occurrence with a row of its own, the first one too; empty for everything else. */
  occurrence: string;
  seriesEventId: string | null;
  meetingId: string | null;
  etag: string | null;
  organizerSelf: boolean;
  isPrivate: boolean;
  cancelled: boolean;
  eventCreatedAt: Instant | null;
  eventUpdatedAt: Instant | null;
};

const columns = {
  eventId: table.eventId,
  icalUid: table.icalUid,
  occurrence: table.occurrence,
  seriesEventId: table.seriesEventId,
  meetingId: table.meetingId,
  etag: table.etag,
  organizerSelf: table.organizerSelf,
  isPrivate: table.isPrivate,
  cancelled: table.cancelled,
  eventCreatedAt: table.eventCreatedAt,
  eventUpdatedAt: table.eventUpdatedAt,
};

const own = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId));

export async function findCopy(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventId: string,
): Promise<EventCopy | null> {
  const [row] = await tx
    .select(columns)
    .from(table)
    .where(and(own(accountId, connectionId), eq(table.eventId, eventId)))
    .limit(1);
  return row ?? null;
}

/** The copy of one slot of a series, whatever its row was called. */
export async function findCopyOfSlot(
  tx: Tx,
  accountId: string,
  connectionId: string,
  seriesEventId: string,
  slot: Instant,
): Promise<EventCopy | null> {
  const [row] = await tx
    .select(columns)
    .from(table)
    .where(
      and(own(accountId, connectionId), eq(table.seriesEventId, seriesEventId), eq(table.occurrence, slot)),
    )
    .orderBy(table.cancelled)
    .limit(1);
  return row ?? null;
}

/** Which of these events this calendar is known to hold, or to have held. */
export async function listKnownIds(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx
    .select({ eventId: table.eventId })
    .from(table)
    .where(and(own(accountId, connectionId), inArray(table.eventId, [...eventIds])));
  return new Set(rows.map((row) => row.eventId));
}

/** Whether a slot of a series has, or had, a row of its own in this calendar. */
export async function hasOccurrence(
  tx: Tx,
  accountId: string,
  connectionId: string,
  seriesEventId: string,
  slot: Instant,
): Promise<boolean> {
  const [row] = await tx
    .select({ eventId: table.eventId })
    .from(table)
    .where(
      and(own(accountId, connectionId), eq(table.seriesEventId, seriesEventId), eq(table.occurrence, slot)),
    )
    .limit(1);
  return row !== undefined;
}

/** Writes what is known of a copy; the meeting it feeds is kept when `meetingId` is null. */
export async function saveCopy(
  tx: Tx,
  accountId: string,
  connectionId: string,
  copy: EventCopy,
  seenAt: Instant,
): Promise<void> {
  const { eventId, meetingId, ...rest } = copy;
  await tx
    .insert(table)
    .values({ accountId, connectionId, eventId, meetingId, ...rest, seenAt })
    .onConflictDoUpdate({
      target: [table.accountId, table.connectionId, table.eventId],
      set: { ...rest, seenAt, ...(meetingId ? { meetingId } : {}) },
    });
}

export async function markCopyGone(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventId: string,
  seenAt: Instant,
): Promise<void> {
  await tx
    .update(table)
    .set({ cancelled: true, seenAt })
    .where(and(own(accountId, connectionId), eq(table.eventId, eventId)));
}

/** Copies of this calendar that feed a meeting which ended after `since`: what a lost cursor has to look at one by one. */
export async function listOpenCopies(
  tx: Tx,
  accountId: string,
  connectionId: string,
  since: Instant,
): Promise<string[]> {
  const rows = await tx.execute<{ event_id: string }>(sql`
    select c.event_id from event_copies c
    join meetings m on m.account_id = c.account_id and m.id = c.meeting_id
    where c.account_id = ${accountId} and c.connection_id = ${connectionId}
      and not c.cancelled and m.cancelled_at is null and m.end_at >= ${since}`);
  return rows.map((row) => row.event_id);
}

/** The latest word on an event of this calendar (RULES N1). */
export async function saveDecision(
  tx: Tx,
  accountId: string,
  connectionId: string,
  decision: Decision & { eventId: string; meetingId: string | null; decidedAt: Instant },
): Promise<void> {
  const { eventId, ...rest } = decision;
  await tx
    .insert(syncDecisions)
    .values({ accountId, connectionId, eventId, ...rest })
    .onConflictDoUpdate({
      target: [syncDecisions.accountId, syncDecisions.connectionId, syncDecisions.eventId],
      set: rest,
    });
}
