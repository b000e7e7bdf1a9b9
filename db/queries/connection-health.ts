import { and, eq, isNull, sql } from "drizzle-orm";
import type { ConnectionState } from "@/lib/domain/calendar/connection";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { calendarConnections as table } from "../schema/calendars";

const own = (accountId: string, id: string) => and(eq(table.accountId, accountId), eq(table.id, id));

export type Health = { state: ConnectionState; reason: string | null; pausedUntil: Instant | null };

/** Sets the state after a failure and counts it; nothing happens to a connection that has ended. */
export async function recordFailure(tx: Tx, accountId: string, id: string, health: Health): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ ...health, failures: sql`${table.failures} + 1` })
    .where(and(own(accountId, id), isNull(table.disconnectedAt)))
    .returning({ id: table.id });
  return rows.length > 0;
}

export type RoundEnd = { cursor: string; zone: string; now: Instant; lags: number[]; changed: boolean };

/** The end of a pull: the new cursor, in the transaction of the last page (RULES I14). */
export async function finishRound(tx: Tx, accountId: string, id: string, end: RoundEnd): Promise<void> {
  await tx
    .update(table)
    .set({
      cursor: end.cursor,
      zone: end.zone,
      lastPullAt: end.now,
      ...(end.changed ? { lastChangeAt: end.now } : {}),
      state: "in-sync",
      reason: null,
      pausedUntil: null,
      failures: 0,
      recentLags: end.lags,
    })
    .where(and(own(accountId, id), isNull(table.disconnectedAt)));
}

/** Throws an expired cursor away; the next round lists everything again. */
export async function dropCursor(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.update(table).set({ cursor: null, state: "catching-up", reason: null }).where(own(accountId, id));
}

/** Someone has a page open that shows this user's calendar: poll faster until then. */
export async function markWatched(tx: Tx, accountId: string, until: Instant): Promise<void> {
  await tx
    .update(table)
    .set({ watchedUntil: until })
    .where(and(eq(table.accountId, accountId), isNull(table.disconnectedAt)));
}
