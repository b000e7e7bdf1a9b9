import type { Tx } from "@/db/client";
import { listRecordsOf, lockActivity, type StoredActivity } from "@/db/queries/activities";
import { notifyLive } from "@/db/queries/live";
import { AppError, notFound } from "@/lib/domain/errors";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";

/**
 * Holds a note, call, task or e-mail, lets `change` work on it and tells every timeline it is on. Throws `not-found`;
 * meetings have verbs of their own.
 */
export async function changeActivity(
  ctx: Ctx,
  activityId: string,
  change: (tx: Tx, activity: StoredActivity) => Promise<void>,
): Promise<void> {
  mayWrite(ctx);
  await inTransaction(ctx, async (tx) => {
    const activity = await lockActivity(tx, ctx.accountId, activityId);
    if (!activity) throw notFound("activity");
    if (activity.kind === "meeting")
      throw new AppError("invalid", "A meeting is changed from its own card, not like a note.");
    const records = await listRecordsOf(tx, ctx.accountId, activityId);
    await change(tx, activity);
    await notifyLive(tx, ctx.accountId, { what: "timeline", records });
  });
}
