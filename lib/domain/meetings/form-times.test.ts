import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shift } from "../time/instant";
import {
  durationOf,
  localTimes,
  nextSlot,
  startOf,
  startsInPast,
  withDuration,
  withStart,
} from "./form-times";

const times = { date: "2026-11-24", start: "14:00", end: "14:45", zone: "Europe/Warsaw" };
const guest = (name: string | null, timeZone: string | null) => ({
  name,
  email: "guest@x.example",
  timeZone,
});

describe("nextSlot", () => {
  it.each([
    ["2026-11-20T12:10:00.000Z", "Europe/Warsaw", { date: "2026-11-20", start: "13:30", end: "14:00" }],
    ["2026-11-20T12:30:00.000Z", "Europe/Warsaw", { date: "2026-11-20", start: "14:00", end: "14:30" }],
    ["2026-11-20T12:10:00.000Z", "Asia/Kathmandu", { date: "2026-11-20", start: "18:00", end: "18:30" }],
    ["2026-11-20T22:40:00.000Z", "Europe/Warsaw", { date: "2026-11-21", start: "09:00", end: "09:30" }],
    ["2026-12-31T23:05:00.000Z", "Etc/UTC", { date: "2027-01-01", start: "09:00", end: "09:30" }],
  ])("after %s in %s", (now, zone, slot) => {
    expect(nextSlot(now, zone)).toEqual(slot);
  });

  it("is always ahead, within a day, and a valid half hour", () => {
    const zone = fc.constantFrom("Europe/Warsaw", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * 366 * 24 * 60 }), zone, (minute, where) => {
        const now = shift("2026-01-01T00:00:00.000Z", minute * 60_000);
        const slot = { ...nextSlot(now, where), zone: where };
        expect(durationOf(slot)).toBe(30);
        expect(startsInPast(slot, now)).toBe(false);
        expect((startOf(slot) ?? "") < shift(now, 26 * 3_600_000)).toBe(true);
      }),
    );
  });
});

describe("start, end and duration", () => {
  it("moves the end along with the start", () => {
    expect(withStart(times, "4pm")).toEqual({ ...times, start: "16:00", end: "16:45" });
  });
  it("holds the end inside the day", () => {
    expect(withStart(times, "23:30").end).toBe("23:59");
    expect(withDuration({ ...times, start: "23:30" }, 60).end).toBe("23:59");
  });
  it("keeps an unfinished start as typed and leaves the end alone", () => {
    expect(withStart(times, "1x")).toEqual({ ...times, start: "1x" });
  });
  it("falls back to half an hour when the end was no use", () => {
    expect(withStart({ ...times, end: "10:00" }, "15:00").end).toBe("15:30");
  });
  it("knows no duration without a later end", () => {
    expect(durationOf(times)).toBe(45);
    expect(durationOf({ start: "14:00", end: "14:00" })).toBeNull();
    expect(durationOf({ start: "14:00", end: "" })).toBeNull();
  });
});

describe("startOf and startsInPast", () => {
  it("reads the wall time in the form's zone, summer and winter", () => {
    expect(startOf(times)).toBe("2026-11-24T13:00:00.000Z");
    expect(startOf({ ...times, date: "2026-07-24" })).toBe("2026-07-24T12:00:00.000Z");
    expect(startOf({ ...times, date: "2026-02-31" })).toBeNull();
    expect(startOf({ ...times, zone: "Mars/Olympus" })).toBeNull();
  });
  it("is past only once it has begun", () => {
    expect(startsInPast(times, "2026-11-24T13:00:00.000Z")).toBe(false);
    expect(startsInPast(times, "2026-11-24T13:00:00.001Z")).toBe(true);
  });
});

describe("localTimes", () => {
  it("names each zone once, with the day when it differs", () => {
    const attendees = [
      guest("Amara Lindqvist", "Europe/Stockholm"),
      guest("Jon Bell", "Europe/London"),
      guest("Ola Berg", "Europe/Stockholm"),
      guest("Unknown", null),
      guest(null, "Pacific/Auckland"),
    ];
    expect(localTimes({ ...times, attendees })).toEqual([
      { zone: "Europe/Stockholm", names: ["Amara", "Ola"], time: "14:00", dayShift: 0 },
      { zone: "Europe/London", names: ["Jon"], time: "13:00", dayShift: 0 },
      { zone: "Pacific/Auckland", names: ["guest@x.example"], time: "02:00", dayShift: 1 },
    ]);
  });
  it("says nothing while the time is unfinished", () => {
    expect(localTimes({ ...times, start: "", attendees: [guest("Amara", "Europe/London")] })).toEqual([]);
  });
});
