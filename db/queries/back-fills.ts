import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { BackFillState } from "@/lib/domain/calendar/back-fill";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { backFills as table } from "../schema/reconciling";
import { forgetMatches } from "./back-fill-matches";

export type BackFill = {
  id: string;
  userId: string;
  connectionId: string;
  days: number;
  state: BackFillState;
  cursor: string | null;
  considered: number;
  logged: number;
  reason: string | null;
  startedAt: Instant;
  /** When it last came a page further, or was begun, confirmed or set going again. */
  changedAt: Instant;
  finishedAt: Instant | null;
};

const columns = {
  id: table.id,
  userId: table.userId,
  connectionId: table.connectionId,
  days: table.days,
  state: table.state,
  cursor: table.cursor,
  considered: table.considered,
  logged: table.logged,
  reason: table.reason,
  startedAt: table.startedAt,
  changedAt: table.changedAt,
  finishedAt: table.finishedAt,
};

const standing = ["counting", "ready", "running"] as const;
const own = (accountId: string, id: string) => and(eq(table.accountId, accountId), eq(table.id, id));
const ofConnection = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId));

export async function findBackFill(tx: Tx, accountId: string, id: string): Promise<BackFill | null> {
  const [row] = await tx.select(columns).from(table).where(own(accountId, id)).limit(1);
  return row ?? null;
}

/** The same, held until the transaction ends: a page, a confirmation and a cancellation come one after another. */
export async function holdBackFill(tx: Tx, accountId: string, id: string): Promise<BackFill | null> {
  const [row] = await tx.select(columns).from(table).where(own(accountId, id)).limit(1).for("update");
  return row ?? null;
}

/** The one of a connection that counts, waits for its person or logs; there is one at most. */
export async function findStandingBackFill(
  tx: Tx,
  accountId: string,
  connectionId: string,
): Promise<BackFill | null> {
  const [row] = await tx
    .select(columns)
    .from(table)
    .where(and(ofConnection(accountId, connectionId), inArray(table.state, [...standing])))
    .limit(1);
  return row ?? null;
}

export async function findLatestBackFill(
  tx: Tx,
  accountId: string,
  connectionId: string,
): Promise<BackFill | null> {
  const [row] = await tx
    .select(columns)
    .from(table)
    .where(ofConnection(accountId, connectionId))
    .orderBy(desc(table.startedAt), desc(table.id))
    .limit(1);
  return row ?? null;
}

export type NewBackFill = Pick<BackFill, "id" | "userId" | "connectionId" | "days" | "startedAt">;

export async function insertBackFill(tx: Tx, accountId: string, backFill: NewBackFill): Promise<void> {
  await tx.insert(table).values({ accountId, ...backFill, state: "counting", changedAt: backFill.startedAt });
}

type Change = Partial<
  Pick<BackFill, "state" | "cursor" | "considered" | "logged" | "reason" | "changedAt" | "finishedAt">
>;

export async function changeBackFill(tx: Tx, accountId: string, id: string, change: Change): Promise<void> {
  await tx.update(table).set(change).where(own(accountId, id));
}

/** Ends whatever stands of a connection; what was logged stays (RULES N3). */
export async function endBackFillsOf(
  tx: Tx,
  accountId: string,
  connectionId: string,
  end: { reason: string; now: Instant },
): Promise<void> {
  const rows = await tx
    .update(table)
    .set({
      ...{ state: "cancelled", cursor: null, reason: end.reason },
      // A count has logged nothing.
      logged: sql`case when ${table.state} = 'running' then ${table.logged} else 0 end`,
      ...{ changedAt: end.now, finishedAt: end.now },
    })
    .where(and(ofConnection(accountId, connectionId), inArray(table.state, [...standing])))
    .returning({ id: table.id });
  for (const { id } of rows) await forgetMatches(tx, accountId, id);
}

/** Says of events that are logged by which rule they came in (RULES N1). */
export async function nameRule(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
  rule: string,
): Promise<void> {
  if (eventIds.length === 0) return;
  await tx.execute(sql`
    update sync_decisions set rule = ${rule}
    where account_id = ${accountId} and connection_id = ${connectionId} and event_id in ${[...eventIds]}`);
}
