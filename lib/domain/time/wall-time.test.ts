import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minuteOfDay, readWallTime, writeWallTime } from "./wall-time";

describe("readWallTime", () => {
  it.each([
    ["14:00", "14:00"],
    ["1430", "14:30"],
    ["930", "09:30"],
    ["2pm", "14:00"],
    ["2 PM", "14:00"],
    ["2:30 p.m.", "14:30"],
    ["12am", "00:00"],
    ["12pm", "12:00"],
    ["9", "09:00"],
    [" 9h30 ", "09:30"],
    ["14h", "14:00"],
    ["14.30", "14:30"],
    ["9a", "09:00"],
    ["0", "00:00"],
    ["23:59", "23:59"],
  ])("reads %s as %s", (typed, expected) => {
    expect(readWallTime(typed)).toBe(expected);
  });

  it.each(["", "25:00", "24:00", "14:60", "13pm", "0am", "noon", "1:2", "12345", "-1", "१४:००"])(
    "refuses %s",
    (typed) => {
      expect(readWallTime(typed)).toBeNull();
    },
  );

  it("reads back every minute of the day, with and without the colon", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_439 }), (minute) => {
        const written = writeWallTime(minute);
        expect(minuteOfDay(written)).toBe(minute);
        expect(readWallTime(written)).toBe(written);
        expect(readWallTime(written.replace(":", ""))).toBe(written);
      }),
    );
  });

  it("answers null or a time of day for any text at all", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const time = readWallTime(typed);
        expect(time === null || minuteOfDay(time) !== null).toBe(true);
      }),
    );
  });
});

describe("writeWallTime", () => {
  it("stays inside the day", () => {
    expect(writeWallTime(-5)).toBe("00:00");
    expect(writeWallTime(1_440)).toBe("23:59");
  });
});
