import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elapsed, laterOf, shift, toInstant } from "./instant";
import { isZone, zoneSchema } from "./slot";
import { dayAfter, dayOf, startOfDay, wallTime } from "./zoned";

const anInstant = fc
  .date({ min: new Date("1990-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

describe("instants", () => {
  it.each([
    ["2026-11-10T14:00:00+01:00", "2026-11-10T13:00:00.000Z"],
    ["2026-11-10T14:00:00.118Z", "2026-11-10T14:00:00.118Z"],
    ["2026-11-10T14:00:00.118999Z", "2026-11-10T14:00:00.118Z"],
    ["0000-12-29T00:00:00.000Z", null],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["+010000-01-01T00:00:00Z", null],
    ["yesterday", null],
    ["", null],
    [null, null],
    [undefined, null],
  ])("reads %s", (text, expected) => {
    expect(toInstant(text)).toBe(expected);
  });

  it("sort as text in the order of time, and shift there and back", () => {
    fc.assert(
      fc.property(anInstant, anInstant, (a, b) => {
        expect(a < b).toBe(elapsed(a, b) > 0);
        expect(shift(a, elapsed(a, b))).toBe(b);
        expect([a, b]).toContain(laterOf(a, b));
        expect(laterOf(a, b) >= a && laterOf(a, b) >= b).toBe(true);
      }),
    );
  });
});

describe("days and wall times", () => {
  it.each([
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"],
    ["2026-11-24", "Pacific/Kiritimati", "2026-11-23T10:00:00.000Z"],
  ])("%s in %s begins at %s", (date, zone, at) => {
    expect(startOfDay(date, zone)).toBe(at);
  });

  it("is the day it started on, in every zone", () => {
    const zone = fc.constantFrom(
      "Europe/Berlin",
      "America/New_York",
      "Asia/Kathmandu",
      "America/Santiago",
      "Pacific/Apia",
    );
    fc.assert(
      fc.property(anInstant, zone, (at, where) => {
        const day = dayOf(at, where);
        expect(startOfDay(day, where) <= at && at < startOfDay(dayAfter(day), where)).toBe(true);
      }),
    );
  });

  it("moves an hour the clocks skip forward, and takes the first of an hour that comes twice", () => {
    expect(wallTime("2026-03-29", "02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(wallTime("2026-10-25", "02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
  });
});

describe("zones", () => {
  it("knows IANA names and nothing else", () => {
    expect(["Europe/Warsaw", "UTC", "Asia/Kathmandu"].map(isZone)).toEqual([true, true, true]);
    expect(["Mars/Olympus", "tzone://Microsoft/Custom", ""].map(isZone)).toEqual([false, false, false]);
    expect(zoneSchema.safeParse("Mars/Olympus").success).toBe(false);
  });
});
