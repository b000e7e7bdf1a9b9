import { describe, expect, it } from "vitest";
import { dayGrid } from "@/lib/domain/availability/day-grid";
import { dayTitle, stretchWords } from "./day-words";

it.each([
  ["2026-11-24", "2026-11-21", "Tuesday 24 November"],
  ["2026-11-22", "2026-11-21", "Sunday 22 November"],
  ["2027-01-04", "2026-11-21", "Monday 4 January 2027"],
])("the title of %s", (date, today, words) => {
  expect(dayTitle(date, today)).toBe(words);
});

describe("stretchWords", () => {
  const grid = dayGrid("2026-03-29", "Europe/Warsaw");
  it.each([
    [{ from: 60, until: 180 }, "01:00–04:00"],
    [{ from: 0, until: 60 }, "00:00–01:00"],
    [{ from: 1_320, until: 1_380 }, "23:00–24:00"],
    [{ from: 0, until: 1_380 }, "All day"],
  ])("says %o on the wall", (stretch, words) => {
    expect(stretchWords(grid, stretch)).toBe(words);
  });
});
