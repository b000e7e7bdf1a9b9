import type { WorkerUtils } from "graphile-worker";
import { elapsed, type Instant } from "@/lib/domain/time/instant";
import { childLogger } from "@/lib/log";
import { listLivingWorkers } from "@/lib/services/worker/list-living-workers";

/** A worker without a sign of life for this long is taken for dead; signs come every five seconds. */
const SILENCE_MS = 20_000;

/**
 * Gives the jobs of workers that were killed back to the queue, which would wait four hours for them by itself, with every
 * later job of the same calendar behind them. Jobs are repeatable, so a worker wrongly taken for dead does no harm.
 */
export async function releaseOrphans(queue: WorkerUtils, now: Instant): Promise<void> {
  const { rows } = await queue.withPgClient((client) =>
    client.query<{ locked_by: string; since: Date }>(
      "select locked_by, min(locked_at) as since from graphile_worker.jobs where locked_by is not null group by 1",
    ),
  );
  const taken = rows.filter(({ since }) => elapsed(since.toISOString(), now) > SILENCE_MS);
  if (taken.length === 0) return;
  const living = new Set(await listLivingWorkers(now, SILENCE_MS));
  const dead = taken.map(({ locked_by }) => locked_by).filter((id) => !living.has(id));
  if (dead.length === 0) return;
  childLogger({ part: "worker" }).warn(
    { workers: dead.length },
    "jobs of a killed worker are taken up again",
  );
  await queue.forceUnlockWorkers(dead);
}
