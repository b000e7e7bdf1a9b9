import { describe, expect, it } from "vitest";
import type { AwayTime } from "@/lib/domain/time-off/view";
import { awayWords, daySpan } from "./away-words";

const form = { date: "2026-11-24", start: "14:00", end: "14:45", zone: "Europe/Berlin" };
const days = (from: string, until: string): AwayTime => ({
  ...{ email: "bob@acme.test", zone: "Europe/Berlin", allDay: { from, until } },
  startAt: `${from}T00:00:00.000Z`,
  endAt: `${until}T00:00:00.000Z`,
});
const hours = (startAt: string, endAt: string): AwayTime => ({
  ...{ email: "bob@acme.test", zone: "UTC", allDay: null },
  startAt,
  endAt,
});

describe("awayWords", () => {
  it.each<[string, AwayTime, string]>([
    ["the last whole day", days("2026-11-23", "2026-11-26"), "Out of office until 25 Nov"],
    ["in another year", days("2026-11-23", "2027-01-04"), "Out of office until 3 Jan 2027"],
    [
      "a clock on the same day",
      hours("2026-11-24T08:00:00.000Z", "2026-11-24T15:00:00.000Z"),
      "Out of office until 16:00",
    ],
    [
      "a day and a clock",
      hours("2026-11-24T08:00:00.000Z", "2026-11-27T11:00:00.000Z"),
      "Out of office until 27 Nov, 12:00",
    ],
  ])("says until when: %s", (_name, away, words) => {
    expect(awayWords([away], "bob@acme.test", form)).toBe(words);
  });
  it("says nothing of guests, of others, or while the times are unfinished", () => {
    const away = [days("2026-11-23", "2026-11-26")];
    expect(awayWords(away, "ana@acme.test", form)).toBeNull();
    expect(awayWords(away, "bob@acme.test", { ...form, start: "2" })).toBeNull();
    expect(awayWords(away, "bob@acme.test", { ...form, end: "13:00" })).toBeNull();
  });
});

it("asks for the day of the form", () => {
  expect(daySpan(form)).toEqual({ from: "2026-11-22T23:00:00.000Z", until: "2026-11-25T23:00:00.000Z" });
  expect(daySpan({ ...form, date: "" })).toBeNull();
});
