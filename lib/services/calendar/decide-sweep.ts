import type { Tx } from "@/db/client";
import { writeAudit } from "@/db/queries/audit";
import { type Connection, findConnectionOfUser } from "@/db/queries/connections";
import { markCopiesGone } from "@/db/queries/copies";
import { listUidsOf } from "@/db/queries/held-copies";
import { notifyLive } from "@/db/queries/live";
import { saveLossDecisions } from "@/db/queries/save-decisions";
import { closeSweep, lockSweep, type StoredLoss, takeLosses } from "@/db/queries/sweeps";
import { lockEvents } from "@/db/queries/twin-meetings";
import type { DecideSweepInput } from "@/lib/domain/calendar/sweep-inputs";
import { AppError } from "@/lib/domain/errors";
import { type Ctx, currentUser, inTransaction } from "../context";
import { applyChanges } from "./apply-changes";
import { readLosses } from "./read-losses";
import { forgetSettled } from "./settle-losses";

/**
 * The person's word on what is missing from their calendar (RULES N4): `cancel` does to each meeting what the calendar would
 * have done, `keep` leaves it as it is and lets its event go. All of it or nothing; a second press, or another tab's, finds
 * nothing left to do. No event is written and nobody is mailed. Answers with how many events it was about.
 */
export function decideSweep(ctx: Ctx, input: DecideSweepInput): Promise<{ decided: number }> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx, inner) => {
    const { accountId } = ctx;
    const connection = await findConnectionOfUser(tx, accountId, user.id);
    if (!connection) throw new AppError("conflict", "Connect your calendar first.");
    const losses = await takeChosen(tx, inner, connection, input);
    if (losses.length === 0) return { decided: 0 };
    if (input.decision === "cancel") await cancelLost(tx, inner, connection, losses);
    else await keepLost(tx, inner, connection, losses);
    await finish(tx, inner, connection, input.decision, losses.length);
    return { decided: losses.length };
  });
}

/** Takes what was chosen off the list. Events are locked first, as a pull does, so that the two take turns. */
async function takeChosen(
  tx: Tx,
  { accountId, now }: Ctx,
  connection: Connection,
  { asOf, of, events }: DecideSweepInput,
): Promise<StoredLoss[]> {
  const named = new Set(events);
  const lines = await readLosses(tx, accountId, connection.id, now());
  const chosen = lines
    .filter((line) => named.has(line.eventId) === (of === "only"))
    .flatMap((line) => line.eventIds);
  await lockEvents(tx, accountId, await listUidsOf(tx, accountId, connection.id, chosen));
  const sweep = await lockSweep(tx, accountId, connection.id);
  if (sweep?.state !== "held") return [];
  if (sweep.startedAt !== asOf)
    throw new AppError(
      "conflict",
      "More has gone missing since this page was opened. Look at it again first.",
    );
  return takeLosses(tx, accountId, connection.id, chosen);
}

/** The change that was held back, through the same planner as every other one. */
async function cancelLost(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  losses: readonly StoredLoss[],
): Promise<void> {
  const rows = losses.map(({ eventId: id, how }) => ({
    change: { kind: "gone" as const, id, how, instance: null, updatedAt: null },
    series: null,
  }));
  await applyChanges(tx, ctx, connection, rows);
}

/** Their meetings stay as they are, and follow again once an event is back. */
async function keepLost(
  tx: Tx,
  { accountId, now }: Ctx,
  { id }: Connection,
  losses: readonly StoredLoss[],
): Promise<void> {
  const [eventIds, decidedAt] = [losses.map((loss) => loss.eventId), now()];
  await markCopiesGone(tx, accountId, id, eventIds, decidedAt);
  await saveLossDecisions(tx, accountId, id, { eventIds, rule: "kept", decidedAt });
}

async function finish(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  decision: DecideSweepInput["decision"],
  decided: number,
): Promise<void> {
  const { accountId } = ctx;
  const [at, { id: userId }] = [ctx.now(), currentUser(ctx)];
  if (await forgetSettled(tx, ctx, connection)) {
    const state = decision === "cancel" ? "confirmed" : "kept";
    await closeSweep(tx, accountId, connection.id, { state, at, by: userId });
  }
  await writeAudit(tx, accountId, {
    at,
    actor: "user",
    userId,
    action: decision === "cancel" ? "calendar.losses-cancelled" : "calendar.losses-kept",
    subject: connection.provider,
    details: { events: decided },
  });
  await notifyLive(tx, accountId, { what: "calendar", records: [], userId });
}
