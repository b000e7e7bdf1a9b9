import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { ConnectionState, Mend } from "@/lib/domain/calendar/connection";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { calendarConnections as table } from "../schema/calendars";

const own = (accountId: string, id: string) => and(eq(table.accountId, accountId), eq(table.id, id));

export type Health = {
  state: ConnectionState;
  reason: string | null;
  mend: Mend | null;
  pausedUntil: Instant | null;
  /** What the next consent has to ask for. */
  consentClaims: string | null;
};

/**
 * Sets the state after a failure and counts it. Nothing happens to a connection that has ended, nor to one that was given
 * other tokens than those of `version` since; null stands for a failure that is not about tokens.
 */
export async function recordFailure(
  tx: Tx,
  accountId: string,
  id: string,
  health: Health,
  version: number | null,
): Promise<boolean> {
  const sameTokens = version === null ? undefined : eq(table.credentialsVersion, version);
  const rows = await tx
    .update(table)
    .set({ ...health, seen: null, failures: sql`${table.failures} + 1` })
    .where(and(own(accountId, id), isNull(table.disconnectedAt), sameTokens))
    .returning({ id: table.id });
  return rows.length > 0;
}

export type RoundEnd = { cursor: string; zone: string; now: Instant; lags: number[]; changed: boolean };

/** A calendar that may be read: neither disconnected nor switched off meanwhile. */
const readable = (accountId: string, id: string) =>
  and(own(accountId, id), isNull(table.disconnectedAt), eq(table.syncing, true));

/** The end of a pull: the new cursor, in the transaction of the last page (RULES I14). False when it may not be read any more. */
export async function finishRound(tx: Tx, accountId: string, id: string, end: RoundEnd): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({
      cursor: end.cursor,
      zone: end.zone,
      lastPullAt: end.now,
      ...(end.changed ? { lastChangeAt: end.now } : {}),
      state: "in-sync",
      reason: null,
      mend: null,
      consentClaims: null,
      seen: null,
      pausedUntil: null,
      failures: 0,
      recentLags: end.lags,
    })
    .where(readable(accountId, id))
    .returning({ id: table.id });
  return rows.length > 0;
}

/** Throws an expired cursor away; the next round lists everything again. */
export async function dropCursor(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx
    .update(table)
    .set({ cursor: null, state: "catching-up", reason: null, mend: null, seen: 0 })
    .where(own(accountId, id));
}

/** Someone has a page open that shows this user's calendar: poll faster until then. */
export async function markWatched(tx: Tx, accountId: string, until: Instant): Promise<void> {
  await tx
    .update(table)
    .set({ watchedUntil: until })
    .where(and(eq(table.accountId, accountId), isNull(table.disconnectedAt)));
}

/** How many rows the running round has looked at, for the page that shows it. False when it may not be read any more. */
export async function countSeen(tx: Tx, accountId: string, id: string, seen: number): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ seen })
    .where(readable(accountId, id))
    .returning({ id: table.id });
  return rows.length > 0;
}

/** Lets the connection be asked again at once. */
export async function endWait(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.update(table).set({ pausedUntil: null }).where(own(accountId, id));
}

/** Holds the mailbox for one invitation until then; false while another one is on its way. */
export async function claimMailbox(
  tx: Tx,
  accountId: string,
  id: string,
  now: Instant,
  until: Instant,
): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ pushingUntil: until })
    .where(and(own(accountId, id), or(isNull(table.pushingUntil), lte(table.pushingUntil, now))))
    .returning({ id: table.id });
  return rows.length > 0;
}

/** Lets it go, unless the claim had run out and is somebody else's by now. */
export async function releaseMailbox(tx: Tx, accountId: string, id: string, until: Instant): Promise<void> {
  await tx
    .update(table)
    .set({ pushingUntil: null })
    .where(and(own(accountId, id), eq(table.pushingUntil, until)));
}

/** A switch does not mend a dead grant. */
const unlessBroken = sql`case when ${table.state} = 'reconnect' then ${table.state} else 'catching-up' end`;

/** Turns the switch; events made before it was turned on stay out (RULES I4). */
export async function switchSyncing(
  tx: Tx,
  accountId: string,
  id: string,
  to: { syncing: false } | { syncing: true; activeSince: Instant },
): Promise<void> {
  await tx
    .update(table)
    .set({ ...to, ...(to.syncing ? { state: unlessBroken, seen: 0 } : {}) })
    .where(and(own(accountId, id), isNull(table.disconnectedAt)));
}
