import { countUnread, listNotices } from "@/db/queries/notifications";
import type { NotificationList } from "@/lib/domain/notifications/notification";
import { type Ctx, currentUser, inTransaction } from "../context";

const SHOWN = 20;

/** The signed-in person's latest notifications and how many of all are unread. */
export function listNotifications(ctx: Ctx): Promise<NotificationList> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => ({
    unread: await countUnread(tx, ctx.accountId, user.id),
    items: await listNotices(tx, ctx.accountId, user.id, SHOWN),
  }));
}
