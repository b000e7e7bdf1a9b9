import { and, eq, gte, sql } from "drizzle-orm";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { workerHeartbeats } from "../schema/calendars";

/** The newest sign of life and the newest job of all workers. They stand under no account: `accountId` is the nil one. */
export async function findLastSigns(
  tx: Tx,
  accountId: string,
): Promise<{ lastBeatAt: Instant | null; lastJobAt: Instant | null }> {
  const [row] = await tx
    .select({
      beatAt: sql<string | null>`max(${workerHeartbeats.beatAt})`,
      jobAt: sql<string | null>`max(${workerHeartbeats.lastJobAt})`,
    })
    .from(workerHeartbeats)
    .where(eq(workerHeartbeats.accountId, accountId));
  return { lastBeatAt: toInstant(row?.beatAt), lastJobAt: toInstant(row?.jobAt) };
}

/** The workers whose last sign of life is not older than `since`. */
export async function listBeatsSince(tx: Tx, accountId: string, since: Instant): Promise<string[]> {
  const rows = await tx
    .select({ workerId: workerHeartbeats.workerId })
    .from(workerHeartbeats)
    .where(and(eq(workerHeartbeats.accountId, accountId), gte(workerHeartbeats.beatAt, since)));
  return rows.map(({ workerId }) => workerId);
}

/** One sign of life of a worker process; `lastJobAt` is kept when there is none to tell. */
export async function recordBeat(
  tx: Tx,
  accountId: string,
  beat: { workerId: string; beatAt: Instant; lastJobAt: Instant | null },
): Promise<void> {
  const { workerId, beatAt, lastJobAt } = beat;
  await tx
    .insert(workerHeartbeats)
    .values({ accountId, workerId, beatAt, lastJobAt })
    .onConflictDoUpdate({
      target: [workerHeartbeats.accountId, workerHeartbeats.workerId],
      set: { beatAt, ...(lastJobAt ? { lastJobAt } : {}) },
    });
}
