import { describe, expect, it } from "vitest";
import { ruleOf, takenOut } from "./series";
import { toChange } from "./to-event";
import { rawEvent } from "./wire";

const endless = { type: "noEnd", startDate: "2026-11-10" };

describe("ruleOf", () => {
  it.each<[string, object, object, string | null]>([
    ["daily", { type: "daily", interval: 1 }, endless, "FREQ=DAILY"],
    [
      "every other week on two days",
      { type: "weekly", interval: 2, daysOfWeek: ["monday", "Wednesday"], firstDayOfWeek: "sunday" },
      { type: "numbered", numberOfOccurrences: 10 },
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU;COUNT=10",
    ],
    [
      "monthly by date",
      { type: "absoluteMonthly", interval: 1, dayOfMonth: 31 },
      { type: "endDate", endDate: "2027-01-31" },
      "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270131",
    ],
    [
      "monthly by position",
      { type: "relativeMonthly", interval: 1, daysOfWeek: ["friday"], index: "last" },
      endless,
      "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
    ],
    [
      "yearly",
      { type: "relativeYearly", interval: 1, daysOfWeek: ["monday"], index: "second", month: 11 },
      endless,
      "FREQ=YEARLY;BYMONTH=11;BYDAY=MO;BYSETPOS=2",
    ],
    ["a pattern of tomorrow", { type: "lunar", interval: 1 }, endless, null],
  ])("writes %s", (_name, pattern, range, rule) => {
    const raw = rawEvent.parse({ id: "m1", recurrence: { pattern, range } });
    expect(raw.recurrence && ruleOf(raw.recurrence)).toBe(rule && `RRULE:${rule}`);
  });
});

function master(more: object = {}) {
  const raw = rawEvent.parse({
    id: "AAkM",
    type: "seriesMaster",
    start: { dateTime: "2026-10-20T12:00:00.0000000", timeZone: "UTC" },
    end: { dateTime: "2026-10-20T12:30:00.0000000", timeZone: "UTC" },
    originalStartTimeZone: "W. Europe Standard Time",
    isOrganizer: true,
    organizer: { emailAddress: { address: "mia@acme.test", name: "Mia" } },
    recurrence: { pattern: { type: "weekly", interval: 1, daysOfWeek: ["tuesday"] }, range: endless },
    ...more,
  });
  const change = toChange(raw, "mia@acme.test");
  if (change?.kind !== "upsert") throw new Error("not an event");
  return change.event;
}

describe("takenOut", () => {
  it("names each slot by its day in the series' own zone, also across a change of the clocks", () => {
    const ids = ["OID.AAkM.2026-10-20", "OID.AAkM.2026-10-27"];
    expect(takenOut(master(), ids)).toEqual([
      {
        kind: "gone",
        id: "OID.AAkM.2026-10-20",
        how: "called-off",
        instance: { masterId: "AAkM", originalStart: "2026-10-20T12:00:00.000Z" },
        updatedAt: null,
      },
      {
        kind: "gone",
        id: "OID.AAkM.2026-10-27",
        how: "called-off",
        instance: { masterId: "AAkM", originalStart: "2026-10-27T13:00:00.000Z" },
        updatedAt: null,
      },
    ]);
  });

  it("does not say that a guest's slot was called off, and reads days of whole-day series as days", () => {
    const days = {
      isOrganizer: false,
      isAllDay: true,
      start: { dateTime: "2026-10-20T00:00:00.0000000", timeZone: "UTC" },
      end: { dateTime: "2026-10-21T00:00:00.0000000", timeZone: "UTC" },
    };
    expect(takenOut(master(days), ["OID.AAkM.2026-10-27"])).toMatchObject([
      { how: "vanished", instance: { originalStart: "2026-10-27T00:00:00.000Z" } },
    ]);
  });

  it.each(["", "OID.AAkM.2026-02-31", "AAkM.2026-10-27", "OID.AAkM.soon"])("leaves out %j", (id) => {
    expect(takenOut(master(), [id])).toEqual([]);
  });
});
