import { describe, expect, it } from "vitest";
import type { Call } from "../google/http";
import type { EventRecord, Recurrence } from "./event-record";
import { dateTimeToWire, parseDateTime, parseInstant, parseWholeDay } from "./graph-time";
import { instanceId, movableId, newItemId, readItemId } from "./item-id";
import { readPreferences } from "./preferences";
import { canonicalScope, grantsAccess, scopesToWire, seesBasicsOnly } from "./scopes";
import { recurrenceOf, ruleOf } from "./series-rule";
import { slotOn, slotsIn } from "./series-slots";
import { ianaZone, windowsZone } from "./time-zones";

const prefer = (text: string) =>
  readPreferences({
    method: "GET",
    path: "/",
    query: new URLSearchParams(),
    headers: { prefer: text },
    body: "",
  } as Call);

describe("time zones", () => {
  it("read Windows and IANA names, and write Windows names where there are any", () => {
    expect(ianaZone("W. Europe Standard Time")).toBe("Europe/Berlin");
    expect(ianaZone("pacific standard time")).toBe("America/Los_Angeles");
    expect(ianaZone("Asia/Kolkata")).toBe("Asia/Kolkata");
    expect(ianaZone("tzone://Microsoft/Utc")).toBe("UTC");
    expect(ianaZone("tzone://Microsoft/Custom")).toBeUndefined();
    expect(windowsZone("Europe/Madrid")).toBe("Romance Standard Time");
    expect(windowsZone("Antarctica/Troll")).toBe("Antarctica/Troll");
  });
});

describe("times", () => {
  it("have seven decimals, no offset, and mean what their zone says", () => {
    const time = parseDateTime({ dateTime: "2026-11-10T14:00:00", timeZone: "Europe/Berlin" }, "start");
    expect(dateTimeToWire(time, "UTC")).toEqual({ dateTime: "2026-11-10T13:00:00.0000000", timeZone: "UTC" });
    expect(dateTimeToWire(time, "Tokyo Standard Time").dateTime).toBe("2026-11-10T22:00:00.0000000");
    const offset = { dateTime: "2026-11-10T14:00:00+01:00", timeZone: "UTC" };
    expect(() => parseDateTime(offset, "start")).toThrow("without an offset");
    expect(() => parseDateTime({ dateTime: "2026-11-10T14:00:00", timeZone: "Mars" }, "end")).toThrow("Mars");
  });

  it("of whole days float: midnight in any zone is the same date", () => {
    const day = parseWholeDay(
      { dateTime: "2026-11-10T00:00:00.0000000", timeZone: "Europe/Berlin" },
      "start",
    );
    expect(day).toEqual({ date: "2026-11-10" });
    expect(dateTimeToWire(day, "UTC").dateTime).toBe("2026-11-10T00:00:00.0000000");
    expect(() => parseWholeDay({ dateTime: "2026-11-10T01:00:00" }, "start")).toThrow("midnight");
  });

  it("in a query may lack an offset, but a raw plus sign has become a space", () => {
    expect(parseInstant("2026-11-10T00:00:00", "startDateTime")).toBe(Date.UTC(2026, 10, 10));
    expect(parseInstant("2026-11-10T01:00:00+01:00", "startDateTime")).toBe(Date.UTC(2026, 10, 10));
    expect(() => parseInstant("2026-11-10T01:00:00 01:00", "startDateTime")).toThrow("invalid");
    expect(() => parseInstant(null, "endDateTime")).toThrow("endDateTime");
  });
});

describe("ids", () => {
  it("name an item, a slot, or an item before its last move", () => {
    const id = newItemId();
    expect(readItemId(id)).toEqual({ id });
    expect(readItemId(movableId(id, 3))).toEqual({ id, moves: 3 });
    const slot = instanceId(id, "2026-11-17");
    expect(readItemId(slot)).toEqual({ id: slot, masterId: id, day: "2026-11-17" });
    expect(readItemId(movableId(slot, 0))).toMatchObject({ masterId: id, moves: 0 });
    expect(() => readItemId("42")).toThrow("malformed");
  });
});

describe("Prefer", () => {
  it("takes several values and says which it honoured", () => {
    const read = prefer(
      'outlook.timezone="Tokyo Standard Time", IdType="ImmutableId", odata.maxpagesize=5, nonsense=1',
    );
    expect(read).toMatchObject({ timeZone: "Tokyo Standard Time", idType: "immutable", pageSize: 5 });
    expect(read.applied).toEqual([
      'outlook.timezone="Tokyo Standard Time"',
      'IdType="ImmutableId"',
      "odata.maxpagesize=5",
    ]);
    expect(() => prefer('outlook.timezone="Mars"')).toThrow("Mars");
  });
});

describe("scopes", () => {
  it("are known short and full, whatever their case, and never answered with offline_access", () => {
    expect(canonicalScope("https://graph.microsoft.com/calendars.readwrite")).toBe("Calendars.ReadWrite");
    expect(canonicalScope("Mail.Read")).toBeUndefined();
    expect(scopesToWire(["openid", "offline_access", "User.Read"], "full")).toBe(
      "openid https://graph.microsoft.com/User.Read",
    );
    expect(grantsAccess(["Calendars.Read"], "write")).toBe(false);
    expect(seesBasicsOnly(["User.Read", "Calendars.ReadBasic"])).toBe(true);
  });
});

describe("recurrence", () => {
  const start = { dateTime: "2026-11-10T13:00:00Z", timeZone: "Europe/Berlin" };
  const range: Recurrence["range"] = {
    type: "numbered",
    startDate: "2026-11-10",
    numberOfOccurrences: 4,
    recurrenceTimeZone: "Europe/Berlin",
  };
  const patterns: Recurrence["pattern"][] = [
    { type: "daily", interval: 2 },
    { type: "weekly", interval: 1, daysOfWeek: ["tuesday", "friday"], firstDayOfWeek: "monday" },
    { type: "absoluteMonthly", interval: 1, dayOfMonth: 10 },
    { type: "relativeMonthly", interval: 1, daysOfWeek: ["tuesday"], index: "second" },
    { type: "absoluteYearly", interval: 1, dayOfMonth: 10, month: 11 },
    { type: "relativeYearly", interval: 1, daysOfWeek: ["tuesday"], index: "last", month: 11 },
  ];

  it.each(patterns)("of type $type survives the way to iCalendar and back", (pattern) => {
    expect(recurrenceOf([ruleOf({ pattern, range }, "Europe/Berlin")], start)).toEqual({ pattern, range });
  });

  it("keeps its wall clock over a change of the clocks, and ends with its last day", () => {
    const pattern: Recurrence["pattern"] = {
      type: "weekly",
      interval: 1,
      daysOfWeek: ["tuesday"],
      firstDayOfWeek: "monday",
    };
    const until: Recurrence = {
      pattern,
      range: { type: "endDate", startDate: "2027-03-16", endDate: "2027-03-30" },
    };
    const first = { dateTime: "2027-03-16T13:00:00Z", timeZone: "Europe/Berlin" };
    const master = {
      start: first,
      end: { ...first, dateTime: "2027-03-16T14:00:00Z" },
      recurrence: until,
    } as EventRecord;
    const slots = slotsIn(master, { from: Date.UTC(2027, 0, 1), to: Date.UTC(2028, 0, 1) });
    expect(slots.map((slot) => slot.day)).toEqual(["2027-03-16", "2027-03-23", "2027-03-30"]);
    expect(slots[2]?.start).toMatchObject({ dateTime: "2027-03-30T12:00:00Z" });
    expect(slotOn({ ...master, cancelledDays: ["2027-03-23"] }, "2027-03-23")).toBeUndefined();
    expect(slotOn(master, "2027-03-24")).toBeUndefined();
  });

  it("end on the day of the last slot an UNTIL lets through, counted in the zone of the series", () => {
    const start = { dateTime: "2026-11-10T23:30:00Z", timeZone: "Europe/Berlin" };
    const endOf = (until: string) => recurrenceOf([`RRULE:FREQ=DAILY;UNTIL=${until}`], start).range.endDate;
    expect(endOf("20261112T233000Z")).toBe("2026-11-13");
    expect(endOf("20261112T232959Z")).toBe("2026-11-12");
    expect(endOf("20261112")).toBe("2026-11-12");
  });
});
