import { describe, expect, it } from "vitest";
import { type DeadGrant, ProviderError, type ProviderErrorKind } from "../errors";
import { hours, minutes, shift } from "../time/instant";
import { type Failing, healthAfter, isDeaf, lagOf, medianSeconds, overdue } from "./health";

const now = "2026-11-20T09:00:00.000Z";
const failing = (more: Partial<Failing> = {}): Failing => ({
  provider: "google",
  failures: 0,
  now,
  chance: 0,
  ...more,
});
const stateAfter = (kind: ProviderErrorKind, wait: number | null = null, failures = 0) =>
  healthAfter(new ProviderError(kind, "detail", { retryAfterMs: wait }), failing({ failures }));

describe("healthAfter (RULES C8)", () => {
  it.each<[ProviderErrorKind, string, string | null]>([
    ["reauthorise", "reconnect", null],
    ["no-calendar", "reconnect", null],
    ["misconfigured", "waiting", shift(now, hours(1))],
    ["slow-down", "paused", shift(now, 1_000)],
    ["quota", "paused", shift(now, hours(1))],
    ["cursor-expired", "waiting", shift(now, 1_000)],
    ["gone", "waiting", shift(now, 1_000)],
    ["duplicate", "waiting", shift(now, 1_000)],
    ["changed", "waiting", shift(now, 1_000)],
    ["not-organiser", "waiting", shift(now, hours(1))],
    ["refused", "waiting", shift(now, hours(1))],
    ["temporary", "waiting", shift(now, 1_000)],
  ])("%s", (kind, state, pausedUntil) => {
    expect(stateAfter(kind)).toMatchObject({
      state,
      pausedUntil,
      reason: expect.stringContaining("Google"),
    });
  });

  it("waits as long as the provider names, whatever the failure", () => {
    expect(stateAfter("slow-down", 7_000, 9).pausedUntil).toBe(shift(now, 7_000));
    expect(stateAfter("temporary", 7_000)).toMatchObject({ pausedUntil: shift(now, 7_000) });
  });

  it("doubles the wait to 64 seconds and no further", () => {
    const waits = [0, 1, 2, 5, 6, 7, 500].map(
      (failures) => stateAfter("slow-down", null, failures).pausedUntil,
    );
    expect(waits).toEqual([1, 2, 4, 32, 64, 64, 64].map((seconds) => shift(now, seconds * 1_000)));
  });

  it("takes a fault that is not the provider's for a passing one", () => {
    expect(healthAfter(new TypeError("fetch failed"), failing())).toMatchObject({ state: "waiting" });
  });

  it("says nothing of the error's own text", () => {
    expect(healthAfter(new ProviderError("refused", "ya29.secret"), failing()).reason).not.toContain("ya29");
  });

  it("adds up to a second of chance to every wait, so that many do not come back at once", () => {
    const slow = new ProviderError("slow-down", "429", { retryAfterMs: 7_000 });
    expect(healthAfter(slow, failing({ chance: 0.5 })).pausedUntil).toBe(shift(now, 7_500));
    expect(healthAfter(slow, failing({ chance: 1 })).pausedUntil).toBe(shift(now, 8_000));
  });

  it("names the one thing that mends it", () => {
    expect(stateAfter("reauthorise").mend).toBe("reconnect");
    expect(stateAfter("no-calendar").mend).toBe("other-account");
    expect(stateAfter("temporary").mend).toBe("sync-now");
    expect(stateAfter("slow-down").mend).toBeNull();
    expect(stateAfter("temporary", 7_000).mend).toBeNull();
    expect(stateAfter("misconfigured").mend).toBeNull();
  });

  it("has a sentence of its own for each way a grant dies", () => {
    const ways: DeadGrant[] = ["revoked", "expired", "blocked", "scope", "sign-in", "person-gone"];
    const reasons = ways.map(
      (why) => healthAfter(new ProviderError("reauthorise", "detail", { why }), failing()).reason,
    );
    expect(new Set(reasons).size).toBe(ways.length);
  });
});

describe("the measured delay", () => {
  it("is the middle one, in seconds", () => {
    expect(medianSeconds([])).toBeNull();
    expect(medianSeconds([1_240])).toBe(1.2);
    expect(medianSeconds([9_000, 1_000, 2_000])).toBe(2);
    expect(medianSeconds([4_000, 1_000, 2_000, 9_000])).toBe(2);
  });
  it("is told only for changes of the last day, and never by a clock that runs ahead", () => {
    expect(lagOf(shift(now, -1_500), now)).toBe(1_500);
    expect(lagOf(shift(now, -hours(3)), now)).toBe(hours(3));
    expect(lagOf(shift(now, -hours(25)), now)).toBeNull();
    expect(lagOf(shift(now, 1), now)).toBeNull();
    expect(lagOf(null, now)).toBeNull();
  });
});

describe("overdue", () => {
  const calm = { state: "in-sync" as const, syncing: true, lookedAt: shift(now, -minutes(5)) };
  it.each<[string, Parameters<typeof overdue>[0], number, boolean]>([
    ["looked at within two rounds and some", calm, minutes(15), false],
    ["nobody has looked for long", calm, minutes(1), true],
    ["catching up, and nobody goes on", { ...calm, state: "catching-up" }, minutes(1), true],
    ["it says itself that it waits", { ...calm, state: "waiting" }, minutes(1), false],
    ["switched off", { ...calm, syncing: false }, minutes(1), false],
  ])("%s", (_name, connection, pollEveryMs, expected) => {
    const told = overdue(connection, now, pollEveryMs);
    expect(told === null ? null : told.state).toBe(expected ? "waiting" : null);
  });
});

describe("isDeaf", () => {
  const old = { grantedAt: shift(now, -hours(9)), lastSignalAt: shift(now, -hours(5)) };
  it.each<[string, Parameters<typeof isDeaf>[0], string | null, boolean]>([
    ["a change nobody told of", old, shift(now, -minutes(3)), true],
    ["no message ever", { ...old, lastSignalAt: null }, shift(now, -minutes(3)), true],
    ["the message may still come", old, shift(now, -minutes(1)), false],
    ["it was told", { ...old, lastSignalAt: shift(now, -minutes(3)) }, shift(now, -minutes(3)), false],
    [
      "the channel is younger",
      { ...old, grantedAt: shift(now, -minutes(2)) },
      shift(now, -minutes(3)),
      false,
    ],
    ["nothing changed", old, null, false],
    ["no channel", null, shift(now, -minutes(3)), false],
  ])("%s", (_name, channel, changedAt, expected) => {
    expect(isDeaf(channel, changedAt, now)).toBe(expected);
  });
});
