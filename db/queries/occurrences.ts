import { and, eq, isNull, sql } from "drizzle-orm";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import type { Db, Tx } from "../client";
import { calendarConnections as table } from "../schema/calendars";

export type OccurrenceCalendar = { accountId: string; connectionId: string; until: Instant | null };

/** Every calendar, over all accounts, whose person wants each occurrence logged when it takes place (RULES N5). */
export async function listOccurrenceCalendars(db: Db): Promise<OccurrenceCalendar[]> {
  const rows = await db.execute<{ account_id: string; id: string; occurrences_until: string | null }>(
    sql`select * from list_occurrence_calendars()`,
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    connectionId: row.id,
    until: toInstant(row.occurrences_until),
  }));
}

/** Up to when occurrences of a calendar are logged; null while that is off, or has not begun. */
export async function findOccurrencesUntil(
  tx: Tx,
  accountId: string,
  connectionId: string,
): Promise<Instant | null> {
  const [row] = await tx
    .select({ until: table.occurrencesUntil })
    .from(table)
    .where(and(eq(table.accountId, accountId), eq(table.id, connectionId)))
    .limit(1);
  return row?.until ?? null;
}

/** Begins at `now` where the switch was turned before this calendar was connected. */
export async function beginOccurrences(
  tx: Tx,
  accountId: string,
  connectionId: string,
  now: Instant,
): Promise<void> {
  await tx.execute(sql`
    update calendar_connections c set occurrences_until = ${now}
    from calendar_preferences p
    where c.account_id = ${accountId} and c.id = ${connectionId} and c.occurrences_until is null
      and p.account_id = c.account_id and p.user_id = c.user_id and p.every_occurrence`);
}

/**
 * Moves on from where it was found; false when somebody has moved it, or switched it off, or the calendar may not be read
 * any more. Then nothing of this step may stand.
 */
export async function advanceOccurrences(
  tx: Tx,
  accountId: string,
  connectionId: string,
  from: Instant,
  until: Instant,
): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ occurrencesUntil: until })
    .where(
      and(
        eq(table.accountId, accountId),
        eq(table.id, connectionId),
        eq(table.occurrencesUntil, from),
        isNull(table.disconnectedAt),
        eq(table.syncing, true),
      ),
    )
    .returning({ id: table.id });
  return rows.length > 0;
}

/**
 * The series of a calendar that are on a timeline: their first occurrence is logged and neither cancelled, nor frozen, nor
 * deleted here, and this calendar's own copy of the series stands and is not private.
 */
export async function listFollowedSeries(
  tx: Tx,
  accountId: string,
  connectionId: string,
): Promise<Set<string>> {
  const rows = await tx.execute<{ event_id: string }>(sql`
    select c.event_id from event_copies c
    join meetings m on m.account_id = c.account_id and m.id = c.meeting_id
    where c.account_id = ${accountId} and c.connection_id = ${connectionId}
      and c.first_start is not null and not c.cancelled and not c.is_private
      and m.cancelled_at is null and m.frozen_at is null`);
  return new Set(rows.map((row) => row.event_id));
}
