import { changeMeeting } from "@/db/queries/meeting-changes";
import { findMeeting } from "@/db/queries/meeting-reads";
import { notFound } from "@/lib/domain/errors";
import { type Ctx, inTransaction, mayWrite } from "../context";
import { enqueuePush } from "./enqueue-push";
import { type Pushed, pushMeeting } from "./push";

/** Tries a meeting's invitation again because a person asked; a refused one counts as promised again. */
export async function retryPush(ctx: Ctx, input: { meetingId: string }): Promise<Pushed> {
  mayWrite(ctx);
  await inTransaction(ctx, async (tx) => {
    const meeting = await findMeeting(tx, ctx.accountId, input.meetingId);
    if (!meeting) throw notFound("meeting");
    if (meeting.push !== "failed" || !meeting.connectionId) return;
    await changeMeeting(tx, ctx.accountId, meeting.id, { push: "pending", pushNote: null }, "failed");
    await enqueuePush(tx, {
      accountId: ctx.accountId,
      connectionId: meeting.connectionId,
      meetingId: meeting.id,
    });
  });
  return pushMeeting(ctx, input.meetingId);
}
