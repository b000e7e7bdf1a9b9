import { and, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { TimeOff } from "@/lib/domain/time-off/time-off";
import type { Tx } from "../client";
import { timeOff as table } from "../schema/time-off";
import { texts } from "./rows";

type Row = typeof table.$inferSelect;

const own = (accountId: string, id: string) => and(eq(table.accountId, accountId), eq(table.id, id));
/** One entry, removed ones included; locked until the caller's transaction ends. */
export async function holdTimeOff(tx: Tx, accountId: string, id: string): Promise<TimeOff | null> {
  const [row] = await tx.select().from(table).where(own(accountId, id)).for("update");
  return row ? toTimeOff(row) : null;
}

export async function findTimeOff(tx: Tx, accountId: string, id: string): Promise<TimeOff | null> {
  const [row] = await tx.select().from(table).where(own(accountId, id));
  return row ? toTimeOff(row) : null;
}

/** Writes entries whole, new ones and known ones in one statement. */
export async function saveTimeOff(tx: Tx, accountId: string, entries: readonly TimeOff[]): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insert(table)
    .values(entries.map((entry) => toRow(accountId, entry)))
    .onConflictDoUpdate({
      target: [table.accountId, table.id],
      set: Object.fromEntries(kept.map(([name, column]) => [name, sql.raw(`excluded.${column}`)])),
    });
}

// Everything but whose it is and when it was made.
const kept = [
  ["startAt", "start_at"],
  ["endAt", "end_at"],
  ["zone", "zone"],
  ["allDayFrom", "all_day_from"],
  ["allDayUntil", "all_day_until"],
  ["note", "note"],
  ["connectionId", "connection_id"],
  ["eventId", "event_id"],
  ["etag", "etag"],
  ["push", "push"],
  ["pushNote", "push_note"],
  ["updatedAt", "updated_at"],
  ["removedAt", "removed_at"],
] as const;

export async function deleteTimeOff(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(table).where(and(eq(table.accountId, accountId), inArray(table.id, [...ids])));
}

/** Entries a calendar waits to be told of. */
export async function listWaitingTimeOff(tx: Tx, accountId: string, connectionId: string): Promise<string[]> {
  const rows = await tx.select({ id: table.id }).from(table).where(waiting(accountId, connectionId));
  return rows.map((row) => row.id);
}

const waiting = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId), ne(table.push, "none"));

/** What a calendar waits to be told stays here alone from now on; what was taken away here is gone for good. */
export async function keepTimeOffHere(tx: Tx, accountId: string, connectionId: string): Promise<void> {
  await tx.delete(table).where(and(waiting(accountId, connectionId), isNotNull(table.removedAt)));
  await tx.update(table).set({ push: "none", pushNote: null }).where(waiting(accountId, connectionId));
}

/** What waits for one calendar and was never asked for there goes into another one (RULES C14). */
export async function moveWaitingTimeOff(tx: Tx, accountId: string, from: string, to: string): Promise<void> {
  await tx
    .update(table)
    .set({ connectionId: to, pushNote: null })
    .where(
      and(
        waiting(accountId, from),
        eq(table.push, "insert"),
        sql`not exists (select from provider_writes w where w.account_id = ${accountId} and w.time_off_id = ${table.id})`,
      ),
    );
}

/** Events of a calendar that are time off and were not over at `since`: what a lost cursor has to look at one by one. */
export async function listOpenTimeOffEvents(
  tx: Tx,
  accountId: string,
  connectionId: string,
  since: Instant,
): Promise<string[]> {
  const rows = await tx
    .select({ eventId: table.eventId })
    .from(table)
    .where(
      and(
        eq(table.accountId, accountId),
        eq(table.connectionId, connectionId),
        isNotNull(table.eventId),
        gt(table.endAt, since),
      ),
    );
  return rows.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
}

/**
 * The entries some events of a calendar belong to: by the event's id, or by our own mark while the id is not known yet. Locked
 * until the caller's transaction ends.
 */
export async function holdTimeOffOfEvents(
  tx: Tx,
  accountId: string,
  connectionId: string,
  events: { ids: readonly string[]; marks: readonly string[] },
): Promise<TimeOff[]> {
  const byMark = and(isNull(table.eventId), sql`${table.id} = any(${texts(events.marks)}::uuid[])`);
  const rows = await tx
    .select()
    .from(table)
    .where(
      and(
        eq(table.accountId, accountId),
        eq(table.connectionId, connectionId),
        or(sql`${table.eventId} = any(${texts(events.ids)})`, events.marks.length > 0 ? byMark : undefined),
      ),
    )
    .for("update");
  return rows.map(toTimeOff);
}

/** A row as an entry. */
export function toTimeOff({ accountId: _, allDayFrom, allDayUntil, ...row }: Row): TimeOff {
  return { ...row, allDay: daysOf(allDayFrom, allDayUntil) };
}

/** The two columns of whole days as one fact. */
export const daysOf = (from: string | null, until: string | null): TimeOff["allDay"] =>
  from !== null && until !== null ? { from, until } : null;

function toRow(accountId: string, { allDay, ...entry }: TimeOff): typeof table.$inferInsert {
  return {
    accountId,
    ...entry,
    allDayFrom: allDay?.from ?? null,
    allDayUntil: allDay?.until ?? null,
  };
}
