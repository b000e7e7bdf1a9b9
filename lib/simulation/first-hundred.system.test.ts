import { expect, it } from "vitest";
import { writeHistory } from "./history";
import { playHundred } from "./hundred.testing";

it("a history is the same for the same seed", () => {
  expect(writeHistory(7, 40)).toEqual(writeHistory(7, 40));
  expect(writeHistory(7, 40)).not.toEqual(writeHistory(8, 40));
});

playHundred(1_000);
