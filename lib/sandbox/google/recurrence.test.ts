import { describe, expect, it } from "vitest";
import {
  checkRecurrence,
  countBefore,
  endingBefore,
  instanceId,
  parseInstanceId,
  type Series,
  slotStartingAt,
  slotsBetween,
  startingFrom,
} from "./recurrence";

const berlin = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });
const weekly: Series = {
  start: berlin("2026-10-20T12:00:00Z"),
  end: berlin("2026-10-20T12:30:00Z"),
  recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"],
};
const always = { from: 0, to: Date.parse("2030-01-01T00:00:00Z") };
const starts = (series: Series) =>
  slotsBetween(series, always, 100).map(({ start }) => Object.values(start)[0]);

describe("slots of a series", () => {
  it("keep the clock time of their zone across a change of offset", () => {
    expect(starts(weekly)).toEqual([
      "2026-10-20T12:00:00Z",
      "2026-10-27T13:00:00Z",
      "2026-11-03T13:00:00Z",
      "2026-11-10T13:00:00Z",
    ]);
  });

  it("leave out EXDATE, add RDATE, and always hold the first start", () => {
    const recurrence = [
      "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=WE",
      "EXDATE;TZID=Europe/Berlin:20261028T140000",
      "RDATE:20261101T090000Z",
    ];
    expect(starts({ ...weekly, recurrence })).toEqual([
      "2026-10-20T12:00:00Z",
      "2026-10-21T12:00:00Z",
      "2026-11-01T09:00:00Z",
      "2026-11-04T13:00:00Z",
    ]);
  });

  it("can be whole days", () => {
    const days = {
      start: { date: "2026-12-30" },
      end: { date: "2026-12-31" },
      recurrence: ["RRULE:FREQ=DAILY;COUNT=3"],
    };
    expect(starts(days)).toEqual(["2026-12-30", "2026-12-31", "2027-01-01"]);
  });

  it("are found by overlap, and no further than asked", () => {
    const span = { from: Date.parse("2026-10-27T13:15:00Z"), to: Date.parse("2026-11-03T13:00:00Z") };
    expect(slotsBetween(weekly, span, 10).map(({ end }) => end)).toEqual([berlin("2026-10-27T13:30:00Z")]);
    const endless = { ...weekly, recurrence: ["RRULE:FREQ=DAILY"] };
    expect(slotsBetween(endless, always, 5)).toHaveLength(5);
  });
});

describe("instance ids", () => {
  it("name the slot and are read back", () => {
    const id = instanceId("abc_R20261001T120000", berlin("2026-10-27T13:00:00Z"));
    expect(id).toBe("abc_R20261001T120000_20261027T130000Z");
    const parsed = parseInstanceId(id);
    expect(parsed?.masterId).toBe("abc_R20261001T120000");
    expect(parsed && slotStartingAt(weekly, parsed.slotOf(weekly))?.start).toEqual(
      berlin("2026-10-27T13:00:00Z"),
    );
    expect(instanceId("abc", { date: "2026-10-27" })).toBe("abc_20261027");
    expect(parseInstanceId("plain")).toBeUndefined();
  });

  it("do not exist off the rule", () => {
    expect(slotStartingAt(weekly, berlin("2026-10-27T12:00:00Z"))).toBeUndefined();
  });
});

describe("cutting a series in two", () => {
  const cut = berlin("2026-11-03T13:00:00Z");
  it("ends the first part one second before the cut and gives the rest the remaining count", () => {
    expect(endingBefore(weekly, cut)).toEqual(["RRULE:FREQ=WEEKLY;UNTIL=20261103T125959Z"]);
    expect(startingFrom(weekly, cut)).toEqual(["RRULE:FREQ=WEEKLY;COUNT=2"]);
    expect(countBefore(weekly, cut)).toBe(2);
    expect(starts({ ...weekly, recurrence: endingBefore(weekly, cut) })).toHaveLength(2);
  });

  it("ends a series of whole days the day before", () => {
    const days = {
      start: { date: "2026-12-30" },
      end: { date: "2026-12-31" },
      recurrence: ["RRULE:FREQ=DAILY"],
    };
    expect(endingBefore(days, { date: "2027-01-01" })).toEqual(["RRULE:FREQ=DAILY;UNTIL=20261231"]);
  });
});

describe("checking lines", () => {
  it.each(["FREQ=WEEKLY", "RRULE:FREQ=MINUTELY", "RRULE:FREQ=SOMETIMES", "DTSTART:20261020T120000Z"])(
    "refuses %s",
    (line) => {
      expect(() => checkRecurrence({ ...weekly, recurrence: [line] })).toThrow("Invalid recurrence rule");
    },
  );
});
