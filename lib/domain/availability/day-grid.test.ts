import { describe, expect, it } from "vitest";
import { dayGrid, firstInView, stretchOf, wallAt } from "./day-grid";

const warsaw = "Europe/Warsaw";
const ordinary = dayGrid("2026-11-24", warsaw);
const shorter = dayGrid("2026-03-29", warsaw);
const longer = dayGrid("2026-10-25", warsaw);

describe("dayGrid", () => {
  it.each([
    ["an ordinary day", ordinary, 1_440, 24],
    ["the day an hour is skipped", shorter, 1_380, 23],
    ["the day an hour comes twice", longer, 1_500, 25],
    ["a day that begins at one", dayGrid("2026-04-24", "Africa/Cairo"), 1_380, 23],
    ["half an hour back", dayGrid("2026-04-05", "Australia/Lord_Howe"), 1_470, 24],
  ])("%s", (_name, grid, length, hours) => {
    expect([grid.length, grid.hours.length]).toEqual([length, hours]);
  });
  it("names the hours as a clock on the wall shows them", () => {
    const labels = (grid: typeof ordinary) => grid.hours.slice(0, 5).map(({ at, label }) => [at, label]);
    expect(labels(shorter)).toEqual([
      [0, "00:00"],
      [60, "01:00"],
      [120, "03:00"],
      [180, "04:00"],
      [240, "05:00"],
    ]);
    expect(labels(longer).map(([, label]) => label)).toEqual(["00:00", "01:00", "02:00", "02:00", "03:00"]);
    expect(dayGrid("2026-04-24", "Africa/Cairo").hours[0]).toEqual({ at: 0, label: "01:00" });
  });
  it("says what a clock shows at a minute of the day", () => {
    expect([wallAt(ordinary, 630), wallAt(shorter, 630), wallAt(longer, 630)]).toEqual([
      "10:30",
      "11:30",
      "09:30",
    ]);
  });
});

describe("stretchOf", () => {
  const at = (startAt: string, endAt: string) => ({
    startAt: `2026-11-${startAt}:00.000Z`,
    endAt: `2026-11-${endAt}:00.000Z`,
  });
  it.each<[string, { startAt: string; endAt: string }, object | null]>([
    ["inside the day", at("24T09:00", "24T10:30"), { from: 600, until: 690 }],
    ["from the evening before", at("23T22:00", "24T00:00"), { from: 0, until: 60 }],
    ["into the night after", at("24T22:30", "25T03:00"), { from: 1_410, until: 1_440 }],
    ["all of it and more", at("20T00:00", "28T00:00"), { from: 0, until: 1_440 }],
    ["over when the day begins", at("23T20:00", "23T23:00"), null],
    ["not begun when the day is over", at("24T23:00", "25T00:00"), null],
    ["no time at all", at("24T09:00", "24T09:00"), null],
  ])("%s", (_name, span, stretch) => {
    expect(stretchOf(ordinary, span)).toEqual(stretch);
  });
  it("counts the hours that pass, not those on the wall", () => {
    const night = { startAt: "2026-10-25T00:30:00.000Z", endAt: "2026-10-25T02:30:00.000Z" };
    expect(stretchOf(longer, night)).toEqual({ from: 150, until: 270 });
  });
});

describe("firstInView", () => {
  it.each([
    ["the working day", ordinary, null, 600, 480],
    ["what is chosen in it", ordinary, { from: 840, until: 885 }, 600, 480],
    ["an hour before what is chosen early", ordinary, { from: 300, until: 330 }, 600, 240],
    ["the first minute", ordinary, { from: 30, until: 60 }, 600, 0],
    ["the end of the day", ordinary, { from: 1_380, until: 1_410 }, 600, 840],
    ["everything, when there is room for it", ordinary, null, 2_000, 0],
    ["eight on the wall of a shorter day", shorter, null, 600, 420],
    ["eight on the wall of a longer day", longer, null, 600, 540],
  ])("%s", (_name, grid, chosen, room, first) => {
    expect(firstInView(grid, chosen, room)).toBe(first);
  });
});
