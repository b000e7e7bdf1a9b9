import type { Tx } from "@/db/client";
import { writeAudit } from "@/db/queries/audit";
import { enqueue } from "@/db/queries/jobs";
import { notifyLive } from "@/db/queries/live";
import { findMeeting, type StoredMeeting } from "@/db/queries/meeting-reads";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { deleteMeeting as removeMeeting } from "@/db/queries/meetings";
import { AppError, notFound } from "@/lib/domain/errors";
import { type Ctx, currentUser, inTransaction, mayWrite } from "../context";

/**
 * Deletes a meeting from every timeline, for good (RULES O3). The calendar event stays unless `alsoCancelEvent` is asked for;
 * then a job cancels it and the provider tells the guests. Only the host's own event can be cancelled (RULES O5).
 */
export function deleteMeeting(
  ctx: Ctx,
  input: { meetingId: string; alsoCancelEvent: boolean },
): Promise<Record<string, never>> {
  mayWrite(ctx);
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const meeting = await findMeeting(tx, ctx.accountId, input.meetingId);
    if (!meeting) throw notFound("meeting");
    if (input.alsoCancelEvent) await promiseCancellation(tx, ctx, meeting);
    const timelines = await listTimelinesOf(tx, ctx.accountId, meeting.id);
    const now = ctx.now();
    await removeMeeting(tx, ctx.accountId, meeting, { at: now, by: user.id });
    await writeAudit(tx, ctx.accountId, {
      at: now,
      actor: "user",
      userId: user.id,
      action: "meeting.deleted",
      subject: meeting.id,
    });
    await notifyLive(tx, ctx.accountId, { what: "timeline", records: timelines });
    return {};
  });
}

async function promiseCancellation(tx: Tx, ctx: Ctx, meeting: StoredMeeting): Promise<void> {
  const { connectionId, eventId, id: meetingId } = meeting;
  if (meeting.source !== "crm" || meeting.push !== "scheduled" || !connectionId || !eventId) {
    throw new AppError(
      "conflict",
      "Only the organiser can cancel this event. Delete the meeting here, or ask them to cancel.",
    );
  }
  await enqueue(
    tx,
    "meetings.cancel-event",
    { accountId: ctx.accountId, connectionId, meetingId, eventId },
    { queue: `connection:${connectionId}`, key: `cancel:${meetingId}` },
  );
}
