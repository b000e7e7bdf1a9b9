import { describe, expect, it } from "vitest";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { hours, shift } from "../time/instant";
import { healthAfter, lagOf, medianSeconds } from "./health";

const now = "2026-11-20T09:00:00.000Z";
const stateAfter = (kind: ProviderErrorKind, wait: number | null = null, failures = 0) =>
  healthAfter(new ProviderError(kind, "detail", wait), failures, now, "Google Calendar");

describe("healthAfter (RULES C8)", () => {
  it.each<[ProviderErrorKind, string, string | null, boolean]>([
    ["reauthorise", "reconnect", null, false],
    ["misconfigured", "waiting", shift(now, hours(1)), false],
    ["slow-down", "paused", shift(now, 1_000), false],
    ["quota", "paused", shift(now, hours(1)), false],
    ["cursor-expired", "waiting", null, true],
    ["gone", "waiting", null, true],
    ["duplicate", "waiting", null, true],
    ["changed", "waiting", null, true],
    ["not-organiser", "waiting", null, true],
    ["refused", "waiting", null, true],
    ["temporary", "waiting", null, true],
  ])("%s", (kind, state, pausedUntil, retry) => {
    expect(stateAfter(kind)).toMatchObject({
      state,
      pausedUntil,
      retry,
      reason: expect.stringContaining("Google Calendar"),
    });
  });

  it("waits as long as the provider names, whatever the failure", () => {
    expect(stateAfter("slow-down", 7_000, 9).pausedUntil).toBe(shift(now, 7_000));
    expect(stateAfter("temporary", 7_000)).toMatchObject({ pausedUntil: shift(now, 7_000), retry: false });
  });

  it("doubles the wait to 64 seconds and no further", () => {
    const waits = [0, 1, 2, 5, 6, 7, 500].map(
      (failures) => stateAfter("slow-down", null, failures).pausedUntil,
    );
    expect(waits).toEqual([1, 2, 4, 32, 64, 64, 64].map((seconds) => shift(now, seconds * 1_000)));
  });

  it("takes a fault that is not the provider's for a passing one", () => {
    expect(healthAfter(new TypeError("fetch failed"), 0, now, "Google Calendar")).toMatchObject({
      retry: true,
    });
  });

  it("says nothing of the error's own text", () => {
    expect(
      healthAfter(new ProviderError("refused", "ya29.secret"), 0, now, "Google Calendar").reason,
    ).not.toContain("ya29");
  });
});

describe("the measured delay", () => {
  it("is the middle one, in seconds", () => {
    expect(medianSeconds([])).toBeNull();
    expect(medianSeconds([1_240])).toBe(1.2);
    expect(medianSeconds([9_000, 1_000, 2_000])).toBe(2);
    expect(medianSeconds([4_000, 1_000, 2_000, 9_000])).toBe(2);
  });
  it("is told only for changes of the last hour, and never by a clock that runs ahead", () => {
    expect(lagOf(shift(now, -1_500), now)).toBe(1_500);
    expect(lagOf(shift(now, -hours(2)), now)).toBeNull();
    expect(lagOf(shift(now, 1), now)).toBeNull();
    expect(lagOf(null, now)).toBeNull();
  });
});
