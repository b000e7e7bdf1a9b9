import { describe, expect, it } from "vitest";
import { dayGrid } from "./day-grid";
import { chosenIn, movedBy, quarterAt, stretchBetween, stretchedBy, withStartAt, withStretch } from "./pick";

const zone = "Europe/Warsaw";
const form = { date: "2026-11-20", start: "14:00", end: "14:45", zone, title: "Kept" };
const ordinary = dayGrid("2026-11-24", zone);
const shorter = dayGrid("2026-03-29", zone);
const longer = dayGrid("2026-10-25", zone);

const times = ({ date, start, end }: typeof form) => [date, start, end];

describe("a click", () => {
  it.each([
    ["in the middle of a quarter", ordinary, 607, ["2026-11-24", "10:00", "10:45"]],
    ["above the day", ordinary, -30, ["2026-11-24", "00:00", "00:45"]],
    ["below the day: the day ends it", ordinary, 1_500, ["2026-11-24", "23:45", "23:59"]],
    ["after the hour that is skipped", shorter, 130, ["2026-03-29", "03:00", "03:45"]],
    ["in the hour that comes again", longer, 190, ["2026-10-25", "02:00", "02:45"]],
    ["after it", longer, 250, ["2026-10-25", "03:00", "03:45"]],
  ])("%s", (_name, grid, minute, expected) => {
    expect(times(withStartAt(form, grid, minute))).toEqual(expected);
  });
  it("leaves the rest of the form, and half an hour where its times are unfinished", () => {
    expect(withStartAt({ ...form, end: "" }, ordinary, 600)).toEqual({
      ...form,
      ...{ date: "2026-11-24", start: "10:00", end: "10:30" },
    });
  });
});

describe("a drag", () => {
  it.each([
    ["down", ordinary, 600, 688, ["2026-11-24", "10:00", "11:30"]],
    ["up", ordinary, 688, 600, ["2026-11-24", "10:00", "11:30"]],
    ["within one quarter", ordinary, 601, 609, ["2026-11-24", "10:00", "10:15"]],
    ["past the end of the day", ordinary, 1_400, 2_000, ["2026-11-24", "23:15", "23:59"]],
    ["over the hour that is skipped", shorter, 60, 149, ["2026-03-29", "01:00", "03:30"]],
    ["from an hour into its repetition", longer, 165, 185, ["2026-10-25", "02:45", "03:00"]],
  ])("%s", (_name, grid, one, other, expected) => {
    expect(times(withStretch(form, grid, one, other))).toEqual(expected);
  });
  it("marks what it will take", () => {
    expect(stretchBetween(ordinary, 688, 600)).toEqual({ from: 600, until: 690 });
    expect(stretchBetween(ordinary, 1_439, 1_439)).toEqual({ from: 1_425, until: 1_440 });
  });
});

it("finds quarters in every kind of day", () => {
  expect([quarterAt(shorter, 1_379), quarterAt(longer, 1_499), quarterAt(ordinary, 14.9)]).toEqual([
    1_365, 1_485, 0,
  ]);
});

describe("keys", () => {
  it.each([
    ["later", movedBy(form, 15), ["2026-11-20", "14:15", "15:00"]],
    ["earlier", movedBy(form, -15), ["2026-11-20", "13:45", "14:30"]],
    ["not before the day", movedBy(form, -15 * 60), ["2026-11-20", "00:00", "00:45"]],
    ["not past the day", movedBy(form, 15 * 60), ["2026-11-20", "23:14", "23:59"]],
    ["longer", stretchedBy(form, 15), ["2026-11-20", "14:00", "15:00"]],
    ["never shorter than a quarter", stretchedBy(form, -60), ["2026-11-20", "14:00", "14:15"]],
  ])("%s", (_name, moved, expected) => {
    expect(times(moved)).toEqual(expected);
  });
  it("leave unfinished times alone", () => {
    const unfinished = { ...form, start: "2" };
    expect([movedBy(unfinished, 15), stretchedBy(unfinished, 15)]).toEqual([unfinished, unfinished]);
  });
});

describe("chosenIn", () => {
  it.each([
    ["on the shown day", { ...form, date: "2026-11-24" }, { from: 840, until: 885 }],
    ["on another day", form, null],
    ["unfinished", { ...form, date: "2026-11-24", end: "1" }, null],
    ["the wrong way round", { ...form, date: "2026-11-24", end: "13:00" }, null],
    ["without a date", { ...form, date: "" }, null],
    ["in a zone nobody knows", { ...form, zone: "Moon/Base" }, null],
  ])("%s", (_name, given, expected) => {
    expect(chosenIn(ordinary, given)).toEqual(expected);
  });
});
