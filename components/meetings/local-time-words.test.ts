import { expect, it } from "vitest";
import { localTimeWords } from "./local-time-words";

it("says the hour, the day when it is another, who, and where", () => {
  expect(
    localTimeWords([
      { zone: "Europe/Stockholm", names: ["Amara"], time: "14:00", dayShift: 0 },
      { zone: "America/New_York", names: ["A", "B", "C", "D", "E"], time: "23:00", dayShift: -1 },
      { zone: "Pacific/Auckland", names: ["Kiri"], time: "02:00", dayShift: 1 },
    ]),
  ).toBe(
    "14:00 for Amara (Europe/Stockholm), 23:00 the day before for A, B, C and 2 more (America/New York), 02:00 the day after for Kiri (Pacific/Auckland).",
  );
});
