import { forgetMatches } from "@/db/queries/back-fill-matches";
import { changeBackFill } from "@/db/queries/back-fills";
import { notifyLive } from "@/db/queries/live";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import type { BackFillInput } from "@/lib/domain/calendar/back-fill-inputs";
import { type Ctx, inTransaction } from "../context";
import { holdOwn, viewOf } from "./get";

/**
 * Ends a back-fill at whatever stage, after the page that is being written; what was logged stays (RULES N3). One that is
 * over stays as it ended.
 */
export function cancelBackFill(ctx: Ctx, { id }: BackFillInput): Promise<BackFillView> {
  return inTransaction(ctx, async (tx) => {
    const { state, logged, userId } = await holdOwn(tx, ctx, id);
    if (state === "done" || state === "cancelled" || state === "failed") return viewOf(tx, ctx, id);
    const now = ctx.now();
    const kept = state === "running" ? logged : 0;
    await changeBackFill(tx, ctx.accountId, id, {
      ...{ state: "cancelled", cursor: null, reason: null },
      ...{ logged: kept, changedAt: now, finishedAt: now },
    });
    await forgetMatches(tx, ctx.accountId, id);
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId });
    return viewOf(tx, ctx, id);
  });
}
