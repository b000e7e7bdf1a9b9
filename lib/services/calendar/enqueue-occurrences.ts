import type { Db, Tx } from "@/db/client";
import { findConnection } from "@/db/queries/connections";
import { enqueue } from "@/db/queries/jobs";
import { listOccurrenceCalendars } from "@/db/queries/occurrences";
import { isLookDue } from "@/lib/domain/calendar/occurrences";
import type { Instant } from "@/lib/domain/time/instant";
import { type Ctx, inTransaction } from "../context";

/**
 * One look at the timetable for occurrences that took place (RULES N5): leaves a job for every calendar that nobody has
 * looked at for a while. A calendar that waits is left to its wait. Answers how many.
 */
export async function enqueueDueOccurrences(
  db: Db,
  now: Instant,
  ctxOf: (accountId: string) => Ctx,
): Promise<number> {
  let count = 0;
  for (const { accountId, connectionId, until } of await listOccurrenceCalendars(db)) {
    if (!isLookDue(until, now)) continue;
    await inTransaction(ctxOf(accountId), async (tx) => {
      const connection = await findConnection(tx, accountId, connectionId);
      if (!connection || (connection.pausedUntil && connection.pausedUntil > now)) return;
      await enqueueOccurrences(tx, accountId, connectionId);
      count += 1;
    });
  }
  return count;
}

/** One look for occurrences, at once or when the next one begins, in order with the calendar's other work. */
export const enqueueOccurrences = (
  tx: Tx,
  accountId: string,
  connectionId: string,
  runAt?: Instant,
): Promise<void> =>
  enqueue(
    tx,
    "calendar.occurrences",
    { accountId, connectionId },
    {
      queue: `connection:${connectionId}`,
      key: `occurrences:${connectionId}`,
      ...(runAt ? { runAt } : {}),
    },
  );
