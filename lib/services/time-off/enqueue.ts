import type { Tx } from "@/db/client";
import { enqueue } from "@/db/queries/jobs";
import { listWaitingTimeOff } from "@/db/queries/time-off";
import type { Instant } from "@/lib/domain/time/instant";

/** The job that tells the calendar of an entry; one per entry, in order with the rest of its calendar's work. */
export const enqueueTimeOff = (
  tx: Tx,
  job: { accountId: string; connectionId: string; timeOffId: string; runAt?: Instant },
): Promise<void> =>
  enqueue(
    tx,
    "time-off.push",
    { accountId: job.accountId, timeOffId: job.timeOffId },
    {
      queue: `connection:${job.connectionId}`,
      key: `time-off:${job.timeOffId}`,
      ...(job.runAt ? { runAt: job.runAt } : {}),
    },
  );

/** What a calendar could not be told of for a while: it is told now. */
export async function enqueueWaitingTimeOff(tx: Tx, accountId: string, connectionId: string): Promise<void> {
  for (const timeOffId of await listWaitingTimeOff(tx, accountId, connectionId)) {
    await enqueueTimeOff(tx, { accountId, connectionId, timeOffId });
  }
}
