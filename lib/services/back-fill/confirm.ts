import { writeAudit } from "@/db/queries/audit";
import { changeBackFill } from "@/db/queries/back-fills";
import { notifyLive } from "@/db/queries/live";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import type { BackFillInput } from "@/lib/domain/calendar/back-fill-inputs";
import { AppError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "../context";
import { enqueueBackFill } from "./enqueue";
import { holdOwn, holdOwnCalendar, viewOf } from "./get";

/**
 * Has what was counted logged, page by page; each event is decided anew, so that the figures of the end are the truth, not
 * the preview (RULES N3). Confirming twice is confirming once.
 */
export function confirmBackFill(ctx: Ctx, { id }: BackFillInput): Promise<BackFillView> {
  return inTransaction(ctx, async (tx) => {
    const { accountId } = ctx;
    const connection = await holdOwnCalendar(tx, ctx);
    const backFill = await holdOwn(tx, ctx, id);
    if (backFill.state === "running" || backFill.state === "done") return viewOf(tx, ctx, id);
    if (backFill.state !== "ready" || backFill.connectionId !== connection.id)
      throw new AppError("conflict", "This count is over. Count the meetings again.");
    const now = ctx.now();
    const figures = { considered: 0, logged: 0, reason: null, cursor: null };
    await changeBackFill(tx, accountId, id, { state: "running", ...figures, changedAt: now });
    await enqueueBackFill(tx, accountId, backFill);
    await writeAudit(tx, accountId, {
      at: now,
      actor: "user",
      userId: backFill.userId,
      action: "calendar.back-filled",
      subject: connection.provider,
      details: { days: backFill.days, found: backFill.logged },
    });
    await notifyLive(tx, accountId, { what: "calendar", records: [], userId: backFill.userId });
    return viewOf(tx, ctx, id);
  });
}
