import { describe, expect, it } from "vitest";
import type { ConnectionView } from "@/lib/domain/calendar/connection";
import { ago, figuresOf, lag, span } from "./calendar-words";

const now = "2026-11-21T12:00:00.000Z";
const connection: ConnectionView = {
  id: "c1",
  provider: "google",
  email: "mei@almanac.example",
  state: "in-sync",
  reason: null,
  connectedAt: "2026-11-03T09:00:00.000Z",
  lastChangeAt: "2026-11-21T11:59:48.000Z",
  lastPullAt: "2026-11-21T11:59:30.000Z",
  channelExpiresAt: "2026-11-27T13:00:00.000Z",
  push: "push",
  meetings: 1_038,
  lagSeconds: 0.72,
};

describe("spans of time", () => {
  it("uses the largest unit that fits", () => {
    expect([4_000, 59_999, 60_000, 3_600_000, 86_400_000, 6.9 * 86_400_000].map(span)).toEqual([
      "4 s",
      "59 s",
      "1 min",
      "1 h",
      "1 day",
      "6 days",
    ]);
  });
  it("never counts below zero when clocks disagree", () => {
    expect(ago("2026-11-21T12:00:09.000Z", now)).toBe("just now");
    expect(ago("2026-11-21T11:58:00.000Z", now)).toBe("2 min ago");
  });
  it("shows tenths only for small delays", () => {
    expect([0.72, 9.94, 12.6, 90].map(lag)).toEqual(["0.7 s", "9.9 s", "12 s", "1 min"]);
  });
});

describe("figuresOf", () => {
  it("tells what was measured", () => {
    expect(figuresOf(connection, now)).toEqual([
      { value: "12 s ago", label: "last change received" },
      { value: "0.7 s", label: "median calendar to timeline" },
      { value: "1,038", label: "meetings on timelines" },
      { value: "6 days", label: "until the push channel renews itself" },
    ]);
  });
  it("says what is not there yet, and that it polls", () => {
    const young = { ...connection, lastChangeAt: null, lagSeconds: null, meetings: 1, push: "poll" as const };
    expect(figuresOf({ ...young, channelExpiresAt: null }, now)).toEqual([
      { value: "None yet", label: "last change received" },
      { value: "—", label: "median calendar to timeline" },
      { value: "1", label: "meeting on timelines" },
      { value: "Polling", label: "looked 30 s ago; no public address for push" },
    ]);
  });
});
