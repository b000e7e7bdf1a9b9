import { expect, test } from "vitest";
import { shift } from "../time/instant";
import { workerState } from "./health";

const now = "2026-11-21T09:00:00.000Z";

test.each([
  [null, "none"],
  [now, "ok"],
  [shift(now, -60_000), "ok"],
  [shift(now, -60_001), "late"],
] as const)("a worker last heard of at %s is %s", (beat, state) => {
  expect(workerState(beat, now)).toBe(state);
});
