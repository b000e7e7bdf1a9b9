import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { days, hours, minutes, shift } from "../time/instant";
import { type LiveConnection, needsChannel, pollEvery, type StandingChannel, workDue } from "./subscription";

const now = "2026-11-20T09:00:00.000Z";
const channel = (age: number, life: number, renewAskedAt: string | null = null): StandingChannel => ({
  grantedAt: shift(now, -age),
  expiresAt: shift(now, life - age),
  renewAskedAt,
});
const connection = (more: Partial<LiveConnection> = {}): LiveConnection => ({
  state: "in-sync",
  lastPullAt: now,
  pausedUntil: null,
  watchedUntil: null,
  channel: null,
  pushRetryAt: null,
  ...more,
});

describe("needsChannel", () => {
  it.each([
    ["none stands", null, true],
    ["a fresh week", channel(0, days(7)), false],
    ["49 % of a week", channel(days(7) * 0.49, days(7)), false],
    ["half a week", channel(days(3.5), days(7)), true],
    ["an hour's channel, 29 minutes in", channel(minutes(29), hours(1)), false],
    ["an hour's channel, half way", channel(minutes(30), hours(1)), true],
    ["over", channel(days(8), days(7)), true],
    ["one that never ends", { grantedAt: now, expiresAt: null, renewAskedAt: null }, false],
    ["asked for", channel(minutes(11), days(7), now), true],
    ["asked for again within ten minutes", channel(minutes(9), days(7), now), false],
  ])("%s", (_name, standing, expected) => {
    expect(needsChannel(standing, now)).toBe(expected);
  });

  it("renews every channel before it ends, and once asked for never takes it back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: days(30) }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (life, at) => {
          const standing = { grantedAt: now, expiresAt: shift(now, life), renewAskedAt: null };
          const asked = needsChannel(standing, shift(now, Math.floor(life * at)));
          const later = needsChannel(standing, shift(now, Math.ceil(life * Math.min(1, at + 0.1))));
          expect(needsChannel(standing, shift(now, life))).toBe(true);
          expect(asked && !later).toBe(false);
        },
      ),
    );
  });
});

describe("pollEvery (RULES N2)", () => {
  const standing = channel(0, days(7));
  const watched = shift(now, 1_000);
  it.each([
    ["push stands", connection({ channel: standing }), true, minutes(15)],
    [
      "push stands and someone looks",
      connection({ channel: standing, watchedUntil: watched }),
      true,
      minutes(2),
    ],
    [
      "push stands, the provider is away",
      connection({ channel: standing, state: "waiting" }),
      true,
      minutes(1),
    ],
    ["the channel has gone deaf", connection({ channel: channel(0, days(7), now) }), true, minutes(1)],
    ["the channel has ended", connection({ channel: channel(days(8), days(7)) }), true, minutes(1)],
    ["nobody can reach us", connection({ channel: standing }), false, minutes(1)],
    ["someone looks", connection({ watchedUntil: watched }), false, 10_000],
    ["someone looked", connection({ watchedUntil: now }), false, minutes(1)],
  ])("%s", (_name, one, pushPossible, expected) => {
    expect(pollEvery(one, now, pushPossible)).toBe(expected);
  });
});

describe("workDue (RULES I14)", () => {
  it.each<[string, Partial<LiveConnection>, boolean, { pull: boolean; renew: boolean }]>([
    ["never pulled", { lastPullAt: null }, false, { pull: true, renew: false }],
    ["never pulled, push possible", { lastPullAt: null }, true, { pull: true, renew: true }],
    ["push was refused", { pushRetryAt: shift(now, 1) }, true, { pull: false, renew: false }],
    ["push may be asked for again", { pushRetryAt: now }, true, { pull: false, renew: true }],
    ["a minute ago", { lastPullAt: shift(now, -minutes(1)) }, false, { pull: true, renew: false }],
    ["59 seconds ago", { lastPullAt: shift(now, -59_000) }, false, { pull: false, renew: false }],
    ["waiting for the provider", { lastPullAt: null, state: "waiting" }, false, { pull: true, renew: false }],
    ["paused", { lastPullAt: null, pausedUntil: shift(now, 1) }, true, { pull: false, renew: false }],
    ["the pause is over", { lastPullAt: null, pausedUntil: now }, true, { pull: true, renew: true }],
    ["a dead grant", { lastPullAt: null, state: "reconnect" }, true, { pull: false, renew: false }],
    ["disconnected", { lastPullAt: null, state: "disconnected" }, true, { pull: false, renew: false }],
  ])("%s", (_name, more, pushPossible, due) => {
    expect(workDue(connection(more), now, pushPossible)).toEqual(due);
  });
});
