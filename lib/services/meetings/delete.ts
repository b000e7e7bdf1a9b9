import type { Tx } from "@/db/client";
import { writeAudit } from "@/db/queries/audit";
import { notifyLive } from "@/db/queries/live";
import { findMeeting, type StoredMeeting } from "@/db/queries/meeting-reads";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { deleteMeeting as removeMeeting } from "@/db/queries/meetings";
import { nameDeleted } from "@/db/queries/tombstones";
import { lockEvents } from "@/db/queries/twin-meetings";
import { intendWrite } from "@/db/queries/writes";
import { newId } from "@/lib/crypto";
import { writeReasons } from "@/lib/domain/calendar/write-words";
import { AppError, notFound } from "@/lib/domain/errors";
import { uidOf } from "@/lib/domain/meetings/schedule";
import { type Ctx, currentUser, inTransaction, mayWrite } from "../context";
import { enqueueCancellation } from "./cancel-event";

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
    const timelines = await listTimelinesOf(tx, ctx.accountId, [meeting.id]);
    const now = ctx.now();
    const asked = askedFor(meeting);
    // Before a row is held: a page of changes locks in this order too.
    await lockEvents(
      tx,
      ctx.accountId,
      asked.map((event) => event.icalUid),
    );
    await removeMeeting(tx, ctx.accountId, meeting, { at: now, by: user.id });
    const more = await nameDeleted(tx, ctx.accountId, asked);
    await writeAudit(tx, ctx.accountId, {
      at: now,
      actor: "user",
      userId: user.id,
      action: "meeting.deleted",
      subject: meeting.id,
    });
    await notifyLive(tx, ctx.accountId, { what: "timeline", records: [...timelines, ...more] });
    return {};
  });
}

/** The event that an insert whose answer has not come may have made, as far as its UID is known beforehand. */
function askedFor({ id: meetingId, source, icalUid, provider, eventId }: StoredMeeting) {
  if (source !== "crm" || icalUid !== null || !provider || !eventId) return [];
  const uid = uidOf(provider, eventId);
  return uid === null ? [] : [{ meetingId, icalUid: uid }];
}

async function promiseCancellation(tx: Tx, ctx: Ctx, meeting: StoredMeeting): Promise<void> {
  const { connectionId, eventId, id: meetingId } = meeting;
  if (meeting.source !== "crm" || meeting.push !== "scheduled" || !connectionId || !eventId) {
    throw new AppError(
      "conflict",
      "Only the organiser can cancel this event. Delete the meeting here, or ask them to cancel.",
    );
  }
  const cancellation = { connectionId, meetingId, eventId };
  // Written down with the promise, so that it outlives a dead grant and every job (RULES O3, O6).
  await intendWrite(tx, ctx.accountId, {
    ...cancellation,
    id: newId(),
    userId: currentUser(ctx).id,
    operation: "cancel",
    requestedAt: ctx.now(),
    mailed: meeting.shared.guests.map((guest) => guest.email),
    reason: writeReasons["deleted-with-event"],
    changed: ["cancelled"],
  });
  await enqueueCancellation(tx, ctx.accountId, cancellation);
}
