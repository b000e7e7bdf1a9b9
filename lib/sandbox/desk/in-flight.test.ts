import { describe, expect, it } from "vitest";
import { InFlight } from "./in-flight";

describe("calls in flight", () => {
  it("are limited for one mailbox, counted apart from others", () => {
    const inFlight = new InFlight();
    const leaves = [1, 2, 3, 4].map(() => inFlight.enter("mia", 4));
    expect(inFlight.enter("mia", 4)).toBeUndefined();
    expect(inFlight.enter("bob", 4)).toBeDefined();
    leaves[0]?.();
    expect(inFlight.enter("mia", 4)).toBeDefined();
  });

  it("leave a peak behind until it is forgotten, and leave only once", () => {
    const inFlight = new InFlight();
    const [first, second, third] = [1, 2, 3].map(() => inFlight.enter("mia"));
    second?.();
    second?.();
    expect(inFlight.peaks()).toEqual({ mia: 3 });
    inFlight.resetPeaks();
    expect(inFlight.peaks()).toEqual({ mia: 2 });
    first?.();
    third?.();
    inFlight.resetPeaks();
    expect(inFlight.peaks()).toEqual({});
  });
});
