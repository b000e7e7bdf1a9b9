import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { saveLossDecisions, settleHeldDecisions } from "@/db/queries/save-decisions";
import {
  closeSweep,
  dropSettledLosses,
  holdLosses,
  listLosses,
  lockSweep,
  takeLosses,
} from "@/db/queries/sweeps";
import { sweepKey, sweepNotice } from "@/lib/domain/calendar/notices";
import { countLosses } from "@/lib/domain/calendar/sweep";
import type { Ctx } from "../context";
import { tell, untell } from "../notifications/tell";
import { readLosses } from "./read-losses";
import type { Gone } from "./round";

export type Outcome = {
  /** Losses nobody may act on before their person has looked. */
  held: readonly Gone[];
  /** Events that stood for meetings when the round weighed them. */
  checked: number;
  /** Events that the round found, or heard of otherwise. */
  back: ReadonlySet<string>;
};

/**
 * Writes down which losses wait for their person, in the transaction that stores the round's cursor, and takes off the list
 * what is no question any more. The person is told once while something waits.
 */
export async function settleLosses(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  outcome: Outcome,
): Promise<void> {
  const { accountId } = ctx;
  const sweep = await lockSweep(tx, accountId, connection.id);
  if (sweep?.state !== "held" && outcome.held.length === 0) return;
  if (outcome.held.length > 0) {
    const losses = outcome.held.map(({ id, how }) => ({ eventId: id, how }));
    const { checked } = outcome;
    const decidedAt = ctx.now();
    await holdLosses(tx, accountId, connection.id, { startedAt: decidedAt, checked, losses });
    const eventIds = losses.map((loss) => loss.eventId);
    await saveLossDecisions(tx, accountId, connection.id, { eventIds, rule: "held-back", decidedAt });
  }
  const stored = await listLosses(tx, accountId, connection.id);
  const isBack = stored.map((loss) => loss.eventId).filter((id) => outcome.back.has(id));
  await takeLosses(tx, accountId, connection.id, isBack);
  const isOver = await forgetSettled(tx, ctx, connection);
  if (isOver) await closeSweep(tx, accountId, connection.id, null);
  else {
    const losses = await readLosses(tx, accountId, connection.id, ctx.now());
    await tell(tx, ctx, connection.userId, sweepNotice(connection, countLosses(losses)));
  }
}

/** Takes off what solved itself; true, and the bell is quiet, when nothing is left to ask. */
export async function forgetSettled(tx: Tx, ctx: Ctx, connection: Connection): Promise<boolean> {
  await dropSettledLosses(tx, ctx.accountId, connection.id, ctx.now());
  await settleHeldDecisions(tx, ctx.accountId, connection.id);
  const left = await listLosses(tx, ctx.accountId, connection.id);
  if (left.length > 0) return false;
  await untell(tx, ctx, connection.userId, [sweepKey(connection.id)]);
  return true;
}
