import type { Instant } from "../time/instant";

export type NotificationTone = "problem" | "good" | "plain";

/** What the bell tells a person. `key` names the cause: while it lasts, it is told once. */
export type Notice = { key: string; tone: NotificationTone; title: string; text: string; href: string };

export type NotificationView = Omit<Notice, "key"> & {
  id: string;
  at: Instant;
  read: boolean;
  /** Its cause is over: nothing is left to do about it. */
  over: boolean;
};

export type NotificationList = { unread: number; items: NotificationView[] };
