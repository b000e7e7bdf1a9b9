import { sql } from "drizzle-orm";
import type { TaskName, TaskPayload } from "@/lib/domain/tasks";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";

export type JobPlace = {
  /** Jobs of one queue never run at once: one per connection keeps a calendar's work in order. */
  queue: string | null;
  /** Collapses jobs that still wait; one that runs already does not count, so a second run follows it. */
  key: string;
  runAt?: Instant;
  maxAttempts?: number;
};

/** Adds a job in the caller's transaction: it exists exactly when the fact it serves does. */
export async function enqueue<N extends TaskName>(
  tx: Tx,
  name: N,
  payload: TaskPayload<N>,
  place: JobPlace,
): Promise<void> {
  await tx.execute(sql`select enqueue_job(
    ${name}, ${JSON.stringify(payload)}::json, ${place.queue}, ${place.key},
    ${place.runAt ?? null}::timestamptz, ${place.maxAttempts ?? 25})`);
}
