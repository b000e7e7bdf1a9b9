import type { Tx } from "@/db/client";
import { enqueue } from "@/db/queries/jobs";
import type { Instant } from "@/lib/domain/time/instant";

type Job = { accountId: string; connectionId: string; meetingId: string; runAt?: Instant };

/** The job behind a promised event; one per meeting, in order with the rest of its calendar's work. */
export const enqueuePush = (tx: Tx, job: Job): Promise<void> =>
  later(tx, "meetings.push", `push:${job.meetingId}`, job);

/** The job behind a change of an event, likewise. */
export const enqueueUpdate = (tx: Tx, job: Job): Promise<void> =>
  later(tx, "meetings.update-event", `update:${job.meetingId}`, job);

const later = (
  tx: Tx,
  task: "meetings.push" | "meetings.update-event",
  key: string,
  { accountId, connectionId, meetingId, runAt }: Job,
): Promise<void> =>
  enqueue(
    tx,
    task,
    { accountId, meetingId },
    { queue: `connection:${connectionId}`, key, ...(runAt ? { runAt } : {}) },
  );
