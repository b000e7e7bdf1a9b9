import type { NotificationView } from "@/lib/domain/notifications/notification";

/** The bell's name for those who cannot see its count. */
export const bellLabel = (unread: number): string =>
  unread === 0 ? "Notifications" : `Notifications, ${unread} unread`;

/** The count as it fits on the bell. */
export const badge = (unread: number): string => (unread > 9 ? "9+" : String(unread));

/** The newest notification nobody has read yet; null when there is none. The list is newest first. */
export const newestUnread = (items: readonly NotificationView[]): NotificationView | null =>
  items.find(({ read }) => !read) ?? null;
