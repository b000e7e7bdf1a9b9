import { elapsed, type Instant, minutes } from "../time/instant";

/** What a probe learns. `worker`: none has ever run, or the last sign of life is more than a minute old, or all is well. */
export type Health = { database: "ok" | "down"; worker: "ok" | "late" | "none"; lastJobAt: Instant | null };

const LATE_AFTER = minutes(1);

/** The worker's state from the newest sign of life of any worker process. */
export function workerState(lastBeatAt: Instant | null, now: Instant): Health["worker"] {
  if (lastBeatAt === null) return "none";
  return elapsed(lastBeatAt, now) <= LATE_AFTER ? "ok" : "late";
}
