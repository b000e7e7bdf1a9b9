import { notifyLive } from "@/db/queries/live";
import { dropEdit } from "@/db/queries/meeting-edits";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { type Ctx, inTransaction, mayWrite } from "../context";

/** Puts away the note about a change that was not made; one that waits stays. Done already counts as done. */
export function dismissEditNote(
  ctx: Ctx,
  { meetingId }: { meetingId: string },
): Promise<Record<string, never>> {
  mayWrite(ctx);
  return inTransaction(ctx, async (tx) => {
    await dropEdit(tx, ctx.accountId, meetingId, "lost");
    await notifyLive(tx, ctx.accountId, {
      what: "timeline",
      records: await listTimelinesOf(tx, ctx.accountId, [meetingId]),
    });
    return {};
  });
}
