import { notifyLive } from "@/db/queries/live";
import { markAllRead } from "@/db/queries/notifications";
import { type Ctx, currentUser, inTransaction } from "../context";

/** The signed-in person has seen what the bell had to tell; their other tabs hear of it. */
export function markNotificationsRead(ctx: Ctx): Promise<Record<string, never>> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    await markAllRead(tx, ctx.accountId, user.id, ctx.now());
    await notifyLive(tx, ctx.accountId, { what: "notifications", records: [], userId: user.id });
    return {};
  });
}
