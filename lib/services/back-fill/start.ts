import { endBackFillsOf, findStandingBackFill, insertBackFill } from "@/db/queries/back-fills";
import { notifyLive } from "@/db/queries/live";
import { newId } from "@/lib/crypto";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import type { StartBackFillInput } from "@/lib/domain/calendar/back-fill-inputs";
import { AppError } from "@/lib/domain/errors";
import { type Ctx, currentUser, inTransaction } from "../context";
import { enqueueBackFill } from "./enqueue";
import { holdOwnCalendar, viewOf } from "./get";

/**
 * Begins to count what a back-fill of the signed-in person's calendar would log; nothing is logged before it is confirmed
 * (RULES N3). A count that stands is replaced; one that logs already is a conflict.
 */
export function startBackFill(ctx: Ctx, { days }: StartBackFillInput): Promise<BackFillView> {
  return inTransaction(ctx, async (tx) => {
    const { accountId } = ctx;
    const user = currentUser(ctx);
    const connection = await holdOwnCalendar(tx, ctx);
    const standing = await findStandingBackFill(tx, accountId, connection.id);
    if (standing?.state === "running")
      throw new AppError("conflict", "Earlier meetings are being logged already. Wait, or stop that first.");
    const now = ctx.now();
    await endBackFillsOf(tx, accountId, connection.id, { reason: "Replaced by another count.", now });
    const backFill = { id: newId(), connectionId: connection.id, userId: user.id };
    await insertBackFill(tx, accountId, { ...backFill, days, startedAt: now });
    await enqueueBackFill(tx, accountId, backFill);
    await notifyLive(tx, accountId, { what: "calendar", records: [], userId: user.id });
    return viewOf(tx, ctx, backFill.id);
  });
}
