import type { Tx } from "@/db/client";
import { enqueue } from "@/db/queries/jobs";
import type { Instant } from "@/lib/domain/time/instant";

/** The job behind a promised event; one per meeting, in order with the rest of its calendar's work. */
export const enqueuePush = (
  tx: Tx,
  job: { accountId: string; connectionId: string; meetingId: string; runAt?: Instant },
): Promise<void> =>
  enqueue(
    tx,
    "meetings.push",
    { accountId: job.accountId, meetingId: job.meetingId },
    {
      queue: `connection:${job.connectionId}`,
      key: `push:${job.meetingId}`,
      ...(job.runAt ? { runAt: job.runAt } : {}),
    },
  );
