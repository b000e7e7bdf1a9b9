import type { Tx } from "@/db/client";
import { listWaitingEdits } from "@/db/queries/meeting-edits";
import { listPendingPushes } from "@/db/queries/pending-pushes";
import { listOwedCancellations } from "@/db/queries/writes";
import { enqueueWaitingTimeOff } from "../time-off/enqueue";
import { enqueueCancellation } from "./cancel-event";
import { enqueuePush, enqueueUpdate } from "./enqueue-push";

/** What was promised while a calendar could not be written to: invitations, updates, cancellations and time off go out now. */
export async function keepPromises(tx: Tx, accountId: string, connectionId: string): Promise<void> {
  for (const meetingId of await listPendingPushes(tx, accountId, connectionId)) {
    await enqueuePush(tx, { accountId, connectionId, meetingId });
  }
  for (const cancellation of await listOwedCancellations(tx, accountId, connectionId)) {
    await enqueueCancellation(tx, accountId, cancellation);
  }
  for (const meetingId of await listWaitingEdits(tx, accountId, connectionId)) {
    await enqueueUpdate(tx, { accountId, connectionId, meetingId });
  }
  await enqueueWaitingTimeOff(tx, accountId, connectionId);
}
