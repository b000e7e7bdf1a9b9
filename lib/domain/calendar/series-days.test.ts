import { describe, expect, it } from "vitest";
import { hasSlotOn } from "./series-days";

const firstStart = "2026-10-20T21:30:00.000Z";
const zone = "Europe/Berlin";

describe("hasSlotOn: whether a series has a later occurrence on the day of a slot", () => {
  it.each<[string, string, string, boolean]>([
    ["a week later", "RRULE:FREQ=WEEKLY;BYDAY=TU", "2026-10-27T22:30:00.000Z", true],
    ["at another hour of that day", "RRULE:FREQ=WEEKLY;BYDAY=TU", "2026-10-27T08:00:00.000Z", true],
    ["on the next day", "RRULE:FREQ=WEEKLY;BYDAY=TU", "2026-10-27T23:00:00.000Z", false],
    ["in a week it leaves out", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-10-27T22:30:00.000Z", false],
    ["the first one's day", "RRULE:FREQ=WEEKLY;BYDAY=TU", firstStart, false],
    ["before the first one", "RRULE:FREQ=WEEKLY;BYDAY=TU", "2026-10-13T21:30:00.000Z", false],
    ["the last one by number", "RRULE:FREQ=DAILY;COUNT=3", "2026-10-22T21:30:00.000Z", true],
    ["behind the last one by number", "RRULE:FREQ=DAILY;COUNT=3", "2026-10-23T21:30:00.000Z", false],
    ["its last day", "RRULE:FREQ=DAILY;UNTIL=20261025", "2026-10-25T22:30:00.000Z", true],
    ["behind its last day", "RRULE:FREQ=DAILY;UNTIL=20261025", "2026-10-26T22:30:00.000Z", false],
    [
      "by a rule that its first day does not keep",
      "RRULE:FREQ=WEEKLY;BYDAY=WE",
      "2026-10-27T22:30:00.000Z",
      true,
    ],
    ["by a rule that is none", "RRULE:FREQ=WEEKLY;BYDAY=XX", "2026-10-23T21:30:00.000Z", true],
  ])("%s", (_name, line, slot, has) => {
    expect(hasSlotOn(slot, { rule: [line], firstStart, zone })).toBe(has);
  });

  it.each<[string, string, string, string, boolean]>([
    ["the last Friday", "2026-10-30", "BYDAY=FR;BYSETPOS=-1", "2026-11-27", true],
    ["another Friday", "2026-10-30", "BYDAY=FR;BYSETPOS=-1", "2026-11-20", false],
    ["a day that month has not", "2026-10-31", "BYMONTHDAY=31", "2026-11-30", false],
  ])("monthly: %s", (_name, first, when, day, has) => {
    const series = { rule: [`RRULE:FREQ=MONTHLY;${when}`], firstStart: `${first}T10:00:00.000Z`, zone };
    expect(hasSlotOn(`${day}T10:00:00.000Z`, series)).toBe(has);
  });

  it("says yes where nothing is known of the rule, or of its beginning", () => {
    const slot = "2026-10-23T21:30:00.000Z";
    expect(hasSlotOn(slot, { rule: [], firstStart, zone })).toBe(true);
    expect(hasSlotOn(slot, { rule: ["RRULE:FREQ=WEEKLY"], firstStart: null, zone })).toBe(true);
  });
});
