import { describe, expect, it } from "vitest";
import type { ConnectionView } from "@/lib/domain/calendar/connection";
import { ago, buttonOf, figuresOf, lag, reasonOf, span, statusOf } from "./calendar-words";

const now = "2026-11-21T12:00:00.000Z";
const connection: ConnectionView = {
  id: "c1",
  provider: "google",
  email: "mei@almanac.example",
  state: "in-sync",
  reason: null,
  mend: null,
  syncing: true,
  seen: null,
  connectedAt: "2026-11-03T09:00:00.000Z",
  lastChangeAt: "2026-11-21T11:59:48.000Z",
  lastPullAt: "2026-11-21T11:59:30.000Z",
  renewsAt: "2026-11-27T13:00:00.000Z",
  delivery: "push",
  pollEveryMs: 60_000,
  meetings: 1_038,
  lagSeconds: 0.72,
};
const withChange = (change: Partial<ConnectionView>): ConnectionView => ({ ...connection, ...change });

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

describe("state, reason and the one button", () => {
  const reason = "Access was withdrawn at Google.";
  it.each([
    [{}, "In sync", "sync-now", null],
    [{ state: "catching-up", seen: 1_240 }, "Catching up", null, "1,240 events looked at so far."],
    [{ state: "catching-up", seen: 1 }, "Catching up", null, "1 event looked at so far."],
    [{ state: "catching-up", seen: 0 }, "Catching up", null, "Reading your calendar."],
    [{ state: "waiting", mend: "sync-now", reason: "…" }, "Waiting for Google Calendar", "sync-now", "…"],
    [{ state: "waiting", mend: null, reason: "…" }, "Waiting for Google Calendar", null, "…"],
    [{ state: "paused", mend: "sync-now", reason: "…" }, "Paused", "sync-now", "…"],
    [{ state: "reconnect", mend: "reconnect", reason }, "Reconnect", "reconnect", reason],
    [{ state: "reconnect", mend: "other-account", reason }, "Reconnect", "other-account", reason],
    [{ syncing: false }, "Sync is off", null, null],
    [{ syncing: false, state: "waiting", mend: "sync-now", reason }, "Sync is off", null, null],
    [{ syncing: false, state: "reconnect", mend: "reconnect", reason }, "Reconnect", "reconnect", reason],
  ] as const)("%j", (change, label, button, sentence) => {
    const changed = withChange(change);
    expect([statusOf(changed).label, buttonOf(changed), reasonOf(changed)]).toEqual([
      label,
      button,
      sentence,
    ]);
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
  it("says what is not there yet", () => {
    expect(
      figuresOf(withChange({ lastChangeAt: null, lagSeconds: null, meetings: 1 }), now).slice(0, 3),
    ).toEqual([
      { value: "None yet", label: "last change received" },
      { value: "—", label: "median calendar to timeline" },
      { value: "1", label: "meeting on timelines" },
    ]);
  });
  it.each([
    [
      { delivery: "poll-private-address", pollEveryMs: 60_000 },
      "Every 60 s",
      "polled, as push needs a public address; looked 30 s ago",
    ],
    [
      { delivery: "poll-refused", pollEveryMs: 10_000 },
      "Every 10 s",
      "polled, as Google refused push; looked 30 s ago",
    ],
    [{ delivery: "poll-for-now", lastPullAt: null }, "Every 60 s", "polled for now, until push stands again"],
    [{ syncing: false }, "—", "nothing is read"],
    [{ state: "reconnect" }, "—", "nothing is read"],
  ] as const)("how changes arrive: %j", (change, value, label) => {
    const polled = { renewsAt: null, ...change };
    expect(figuresOf(withChange(polled), now)[3]).toEqual({ value, label });
  });
});
