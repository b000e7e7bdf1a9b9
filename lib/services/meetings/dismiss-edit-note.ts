import { notifyLive } from "@/db/queries/live";
import { dropLostEdit } from "@/db/queries/meeting-edits";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { type Ctx, inTransaction, mayWrite } from "../context";

/** Puts away the note about a change that was not made; one that waits stays. Done already counts as done. */
export function dismissEditNote(
  ctx: Ctx,
  { meetingId }: { meetingId: string },
): Promise<Record<string, never>> {
  mayWrite(ctx);
  return inTransaction(ctx, async (tx) => {
    await dropLostEdit(tx, ctx.accountId, meetingId);
    await notifyLive(tx, ctx.accountId, {
      what: "timeline",
      records: await listTimelinesOf(tx, ctx.accountId, [meetingId]),
    });
    return {};
  });
}
