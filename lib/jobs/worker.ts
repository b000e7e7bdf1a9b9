import { EventEmitter } from "node:events";
import { Logger, makeWorkerUtils, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { now } from "@/lib/clock";
import { type TaskName, tasks } from "@/lib/domain/tasks";
import type { Instant } from "@/lib/domain/time/instant";
import { settings } from "@/lib/env";
import { childLogger } from "@/lib/log";
import { runTask } from "./handlers";
import { startTimetable } from "./timetable";

/** Starts taking jobs and, unless told otherwise, looking at the timetable. `stop` takes no more, finishes those that run and gives the rest back to the queue. */
export async function startWorker(
  options: { concurrency?: number; timetable?: boolean } = {},
): Promise<{ stop(): Promise<void> }> {
  let lastJobAt: Instant | null = null;
  const names = Object.keys(tasks) as TaskName[];
  const taskList: TaskList = Object.fromEntries(
    names.map((name) => [
      name,
      async (payload: unknown) => {
        await runTask(name, payload);
        lastJobAt = now();
      },
    ]),
  );
  const connectionString = settings().databaseUrl;
  const logger = new Logger(() => toLog);
  const events: WorkerEvents = new EventEmitter();
  // Jobs are taken in the pool's name: under it the worker gives its signs of life.
  const named = new Promise<string>((resolve) => {
    events.once("pool:create", ({ workerPool }) => resolve(workerPool.id));
  });
  const runner: Runner = await run({
    connectionString,
    events,
    concurrency: options.concurrency ?? 6,
    // NOTIFY wakes us at once; this is for jobs that come due later.
    pollInterval: 1_000,
    noHandleSignals: true,
    taskList,
    logger,
  });
  const queue = await makeWorkerUtils({ connectionString, logger });
  const workerId = await named;
  const endTimetable =
    options.timetable === false
      ? async () => undefined
      : startTimetable({ workerId, queue, lastJobAt: () => lastJobAt });
  return {
    async stop() {
      await endTimetable();
      await runner.stop();
      await queue.release();
    },
  };
}

const log = childLogger({ part: "worker" });

/** The queue's own lines: only what needs looking at; payloads stay out. */
function toLog(level: string, message: string): void {
  if (level === "error") log.error(message);
  else if (level === "warning") log.warn(message);
  else log.debug(message);
}
