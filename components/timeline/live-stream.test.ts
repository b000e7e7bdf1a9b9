import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waitBefore } from "./live-stream";

describe("waitBefore", () => {
  it("doubles, and never waits longer than half a minute", () => {
    expect([0, 1, 2, 3].map((n) => waitBefore(n, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (n, random) => {
        const wait = waitBefore(n, random);
        expect(wait).toBeGreaterThan(600);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});
