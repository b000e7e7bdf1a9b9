import type { WorkerUtils } from "graphile-worker";
import { now } from "@/lib/clock";
import { days, elapsed, type Instant } from "@/lib/domain/time/instant";
import { settings } from "@/lib/env";
import { childLogger } from "@/lib/log";
import { enqueueDue } from "@/lib/services/calendar/enqueue-due";
import { enqueueDueOccurrences } from "@/lib/services/calendar/enqueue-occurrences";
import { pruneDecisions } from "@/lib/services/sync-log/prune";
import { database, systemCtx } from "@/lib/services/wiring";
import { giveSignOfLife } from "@/lib/services/worker/give-sign-of-life";
import { releaseOrphans } from "./orphans";

const TICK_MS = 5_000;
/** A little at each look, so that the sign of life never waits for it. */
const PRUNED_PER_LOOK = { atOnce: 1_000, rounds: 5 };

const ctxOf = (accountId: string) => systemCtx(accountId, "timetable");

type Worker = { workerId: string; queue: WorkerUtils; lastJobAt: () => Instant | null };

/**
 * Looks every few seconds at what is due (pulls of quiet calendars, renewals, occurrences that took place, jobs of killed
 * workers, and once a day old decisions) and gives a sign of life. An outage of the database is logged and outlived.
 * Answers with a function that ends it.
 */
export function startTimetable({ workerId, queue, lastJobAt }: Worker): () => Promise<void> {
  const log = childLogger({ part: "timetable" });
  let running: Promise<void> = Promise.resolve();
  let prunedAt: Instant | null = null;
  const look = async (): Promise<void> => {
    try {
      await giveSignOfLife(workerId, lastJobAt());
      await releaseOrphans(queue, now());
      await enqueueDue(database(), now(), settings().publicUrl, ctxOf);
      await enqueueDueOccurrences(database(), now(), ctxOf);
      const isPruned = prunedAt !== null && elapsed(prunedAt, now()) < days(1);
      if (!isPruned && (await pruneDecisions(database(), now(), PRUNED_PER_LOOK))) prunedAt = now();
    } catch (error) {
      log.warn({ err: error }, "timetable could not be looked at");
    }
  };
  const tick = (): void => {
    running = running.then(look);
  };
  tick();
  const timer = setInterval(tick, TICK_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
