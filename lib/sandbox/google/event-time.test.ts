import { describe, expect, it } from "vitest";
import { parseEventTime, sameTime, shiftedBy, timeToMs, timeToWire } from "./event-time";

const zone = "Europe/Berlin";

describe("reading a start or end", () => {
  it("takes an offset, or a clock time with a zone", () => {
    const expected = { dateTime: "2026-11-10T13:00:00Z", timeZone: zone };
    expect(parseEventTime({ dateTime: "2026-11-10T14:00:00+01:00" }, "start", zone)).toEqual(expected);
    expect(parseEventTime({ dateTime: "2026-11-10T14:00:00", timeZone: zone }, "start", "UTC")).toEqual(
      expected,
    );
  });

  it("moves a skipped clock time forward, as calendars do", () => {
    const skipped = parseEventTime({ dateTime: "2026-03-29T02:30:00", timeZone: zone }, "start", zone);
    expect(skipped).toEqual({ dateTime: "2026-03-29T01:30:00Z", timeZone: zone });
  });

  it.each([
    [{}, "Missing start time."],
    [{ date: "2026-11-10", dateTime: "2026-11-10T14:00:00Z" }, "Invalid start time."],
    [{ date: "2026-02-30" }, "Invalid start time."],
    [{ dateTime: "tomorrow" }, "Invalid start time."],
    [{ dateTime: "2026-11-10T14:00:00" }, "Missing time zone definition for start time."],
    [
      { dateTime: "2026-11-10T14:00:00Z", timeZone: "Mars/Base" },
      "Invalid time zone definition for start time.",
    ],
  ])("refuses %j", (input, message) => {
    expect(() => parseEventTime(input, "start", zone)).toThrow(message);
  });
});

describe("writing and comparing", () => {
  it("writes the offset of the calendar's zone and keeps the event's own", () => {
    const time = { dateTime: "2026-07-01T12:00:00Z", timeZone: "America/New_York" };
    expect(timeToWire(time, zone)).toEqual({
      dateTime: "2026-07-01T14:00:00+02:00",
      timeZone: "America/New_York",
    });
    expect(timeToWire(time, "UTC")).toMatchObject({ dateTime: "2026-07-01T12:00:00Z" });
    expect(timeToWire({ date: "2026-07-01" }, zone)).toEqual({ date: "2026-07-01" });
  });

  it("begins a whole day at local midnight", () => {
    expect(timeToMs({ date: "2026-07-01" }, zone)).toBe(Date.parse("2026-06-30T22:00:00Z"));
  });

  it("knows one instant under two zones, and shifts times and days", () => {
    const at = (dateTime: string, timeZone = zone) => ({ dateTime, timeZone });
    expect(sameTime(at("2026-07-01T12:00:00Z"), at("2026-07-01T12:00:00Z", "UTC"))).toBe(true);
    expect(sameTime(at("2026-07-01T12:00:00Z"), { date: "2026-07-01" })).toBe(false);
    const moved = shiftedBy(
      at("2026-07-01T12:00:00Z"),
      at("2026-07-08T12:00:00Z"),
      at("2026-07-08T13:30:00Z"),
    );
    expect(moved).toEqual(at("2026-07-01T13:30:00Z"));
    expect(shiftedBy({ date: "2026-07-01" }, { date: "2026-08-01" }, { date: "2026-08-03" })).toEqual({
      date: "2026-07-03",
    });
  });
});
