import { claimMailbox, releaseMailbox } from "@/db/queries/connection-health";
import type { Connection } from "@/db/queries/connections";
import { shift } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "../context";

/** What a planner asks of a calendar that is to be written to. A wait of our own, after a failed pull, holds back no write. */
export const calendarOf = ({ disconnectedAt, state, syncing, pausedUntil, mend }: Connection) =>
  disconnectedAt
    ? null
    : {
        needsPerson: state === "reconnect",
        syncing,
        pausedUntil: mend === "sync-now" ? null : pausedUntil,
      };

/** Longer than all calls of a write may take, so that only a crash leaves it to time to free the mailbox. */
const CLAIM_MS = 60_000;

/**
 * Jobs of a mailbox run one at a time. A person's own attempt runs beside them, but only one at once, so that the provider
 * never sees more than four requests in flight (learn.microsoft.com, throttling limits of Outlook); null when another one is
 * at it, and the job has to take this one.
 */
export async function inTurn<T>(ctx: Ctx, connection: Connection, work: () => Promise<T>): Promise<T | null> {
  if (ctx.actor.kind === "system") return work();
  const now = ctx.now();
  const until = shift(now, CLAIM_MS);
  const mine = await inTransaction(ctx, (tx) => claimMailbox(tx, ctx.accountId, connection.id, now, until));
  if (!mine) return null;
  try {
    return await work();
  } finally {
    await inTransaction(ctx, (tx) => releaseMailbox(tx, ctx.accountId, connection.id, until));
  }
}
