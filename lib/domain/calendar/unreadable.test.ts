import { describe, expect, it } from "vitest";
import { ProviderError, type ProviderErrorKind } from "../errors";
import { mayBeOneEvents, triedAgainAt } from "./unreadable";

const failed = (kind: ProviderErrorKind) => new ProviderError(kind, "a failure");

describe("a failed look-up that may be about one event", () => {
  it.each<[string, unknown, number, boolean]>([
    ["the provider stumbles for the first time", failed("temporary"), 0, false],
    ["it has for seconds", failed("temporary"), 7, false],
    ["it has for minutes", failed("temporary"), 8, true],
    ["a fault of our own, for the first time", new TypeError("ours"), 0, false],
    ["a fault of our own, for minutes", new TypeError("ours"), 8, true],
    ["a refusal, at once", failed("refused"), 0, true],
    ["a dead grant", failed("reauthorise"), 99, false],
    ["a rate limit", failed("slow-down"), 99, false],
    ["this server is not known", failed("misconfigured"), 99, false],
  ])("%s", (_what, error, failures, expected) => {
    expect(mayBeOneEvents(error, failures)).toBe(expected);
  });
});

it("is tried again after 1, 2, 4 … 64 minutes", () => {
  const now = "2026-11-21T10:00:00.000Z";
  const waits = [0, 1, 2, 5, 6, 7, 60].map(
    (n) => (Date.parse(triedAgainAt(n, now)) - Date.parse(now)) / 60_000,
  );
  expect(waits).toEqual([1, 2, 4, 32, 64, 64, 64]);
});
