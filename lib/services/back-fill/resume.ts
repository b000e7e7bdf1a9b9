import type { Tx } from "@/db/client";
import { changeBackFill, findStandingBackFill } from "@/db/queries/back-fills";
import type { Connection } from "@/db/queries/connections";
import { isWalking, waitAfter } from "@/lib/domain/calendar/back-fill";
import { shift } from "@/lib/domain/time/instant";
import type { Ctx } from "../context";
import { enqueueBackFill } from "./enqueue";

/**
 * Sets a back-fill going again once a pull works, in the transaction that says so: whoever dies after it has left the job.
 * `before` is the connection as the pull found it: one that was in sync held nothing up. After a reconnection the wait starts
 * from nothing.
 */
export async function resumeBackFill(tx: Tx, ctx: Ctx, before: Connection): Promise<void> {
  if (before.state === "in-sync") return;
  const backFill = await findStandingBackFill(tx, ctx.accountId, before.id);
  if (!backFill || !isWalking(backFill.state)) return;
  const now = ctx.now();
  if (before.state === "catching-up") {
    await changeBackFill(tx, ctx.accountId, backFill.id, { changedAt: now });
    return enqueueBackFill(tx, ctx.accountId, backFill);
  }
  await enqueueBackFill(tx, ctx.accountId, backFill, shift(now, waitAfter(backFill.changedAt, now)));
}
