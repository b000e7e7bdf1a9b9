import { describe, expect, it } from "vitest";
import type { NotificationView } from "@/lib/domain/notifications/notification";
import { badge, bellLabel, newestUnread } from "./bell-words";

const item = (id: string, read: boolean): NotificationView => ({
  id,
  read,
  over: false,
  tone: "problem",
  title: "Reconnect your Google Calendar",
  text: "…",
  href: "/settings/general/calendar",
  at: "2026-11-21T12:00:00.000Z",
});

describe("the bell", () => {
  it("says its count in words and shows it in little room", () => {
    expect([0, 1, 12].map(bellLabel)).toEqual([
      "Notifications",
      "Notifications, 1 unread",
      "Notifications, 12 unread",
    ]);
    expect([1, 9, 10, 4_000].map(badge)).toEqual(["1", "9", "9+", "9+"]);
  });
  it("announces the newest of what is unread", () => {
    expect(newestUnread([item("a", true), item("b", false), item("c", false)])?.id).toBe("b");
    expect(newestUnread([item("a", true)])).toBeNull();
    expect(newestUnread([])).toBeNull();
  });
});
