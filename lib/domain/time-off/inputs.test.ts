import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter } from "../time/zoned";
import { formOf, readTimeOff, type TimeOffForm, timeOffInput } from "./inputs";
import { awayDuring } from "./view";

const form = (more: Partial<TimeOffForm> = {}): TimeOffForm => ({
  id: "0b4f1c62-31ab-4cde-8f01-23456789abcd",
  allDay: true,
  from: "2026-11-24",
  until: "2026-11-25",
  start: "09:00",
  end: "17:00",
  zone: "Europe/Berlin",
  note: " Dentist ",
  ...more,
});
const read = (more: Partial<TimeOffForm> = {}) => readTimeOff(timeOffInput.parse(form(more)));

describe("readTimeOff", () => {
  it("reads whole days with the last one included, and trims the note", () => {
    expect(read()).toEqual({
      ok: true,
      fields: {
        startAt: "2026-11-23T23:00:00.000Z",
        endAt: "2026-11-25T23:00:00.000Z",
        zone: "Europe/Berlin",
        allDay: { from: "2026-11-24", until: "2026-11-26" },
        note: "Dentist",
      },
    });
  });
  it("reads hours as people type them, also over midnight", () => {
    expect(read({ allDay: false, start: "2pm", end: "9", note: "" })).toMatchObject({
      fields: {
        startAt: "2026-11-24T13:00:00.000Z",
        endAt: "2026-11-25T08:00:00.000Z",
        allDay: null,
        note: null,
      },
    });
  });
  it.each<[Partial<TimeOffForm>, object]>([
    [{ allDay: false, until: "2026-11-23" }, { until: "The last day must not come before the first." }],
    [{ until: "2026-11-23" }, { until: "The last day must not come before the first." }],
    [{ allDay: false, until: "2026-11-24", end: "09:00" }, { end: "The end must come after the start." }],
    [{ allDay: false, start: "noon" }, { start: "Write a time such as 09:00." }],
    [{ until: "2028-01-01" }, { until: "Enter at most a year at once." }],
    [{ from: "1999-12-31" }, { from: "Choose a date between the years 2000 and 2100." }],
  ])("refuses %o with one sentence", (more, faults) => {
    expect(read(more)).toEqual({ ok: false, faults });
  });
  it.each<[Partial<TimeOffForm>, string]>([
    [{ from: "" }, "Choose the first day."],
    [{ until: "tomorrow" }, "Choose the last day."],
    [{ note: "x".repeat(256) }, "Use at most 255 characters."],
    [{ zone: "Mars/Olympus" }, "Choose a time zone from the list."],
  ])("the shape refuses %o", (more, sentence) => {
    expect(timeOffInput.safeParse(form(more)).error?.issues[0]?.message).toBe(sentence);
  });
});

describe("formOf", () => {
  it("an entry shown and saved again is the same entry", () => {
    const day = fc
      .date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const zone = fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC");
    fc.assert(
      fc.property(day, zone, fc.boolean(), (from, where, allDay) => {
        const first = read({
          from,
          until: dayAfter(from),
          zone: where,
          allDay,
          start: "04:30",
          end: "05:15",
        });
        if (!first.ok) throw new Error("it was to be read");
        const shown = formOf({ ...first.fields, id: form().id }, { id: "", now: "", zone: "UTC" });
        expect(readTimeOff(timeOffInput.parse(shown))).toEqual(first);
      }),
    );
  });
  it("a blank one is all of tomorrow, where its person is", () => {
    const blank = formOf(null, { id: form().id, now: "2026-11-24T23:30:00.000Z", zone: "Europe/Berlin" });
    expect(blank).toMatchObject({ allDay: true, from: "2026-11-26", until: "2026-11-26", note: "" });
  });
});

describe("awayDuring", () => {
  const at = (startAt: string, endAt: string, email = "bob") => ({
    ...{ email, zone: "UTC", allDay: null },
    startAt: `2026-11-24T${startAt}:00.000Z`,
    endAt: `2026-11-24T${endAt}:00.000Z`,
  });
  const span = { start: "2026-11-24T10:00:00.000Z", end: "2026-11-24T11:00:00.000Z" };
  it("finds who is away at any moment of it, and until when at the latest", () => {
    const away = [at("09:00", "10:30"), at("10:15", "12:00"), at("08:00", "23:00", "ana")];
    expect(awayDuring(away, "bob", span)?.endAt).toBe("2026-11-24T12:00:00.000Z");
  });
  it("whoever is back when it begins, or leaves when it ends, is there", () => {
    expect(awayDuring([at("09:00", "10:00"), at("11:00", "12:00")], "bob", span)).toBeNull();
  });
});
