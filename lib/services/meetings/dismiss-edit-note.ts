import { dropLostEdit } from "@/db/queries/meeting-edits";
import { type Ctx, inTransaction, mayWrite } from "../context";
import { tell } from "./sending";

/** Puts away the note about a change that was not made; one that waits stays. Done already counts as done. */
export function dismissEditNote(
  ctx: Ctx,
  { meetingId }: { meetingId: string },
): Promise<Record<string, never>> {
  mayWrite(ctx);
  return inTransaction(ctx, async (tx) => {
    await dropLostEdit(tx, ctx.accountId, meetingId);
    await tell(tx, ctx, { meetingId });
    return {};
  });
}
