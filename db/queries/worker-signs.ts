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
