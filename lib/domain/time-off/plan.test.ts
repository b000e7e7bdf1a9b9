import { describe, expect, it } from "vitest";
import { event as anEvent } from "../calendar/calendar.testing";
import type { CalendarChange, CalendarEvent } from "../calendar/event";
import { fieldsOf } from "./from-event";
import { planTimeOff, type TimeOffState } from "./plan";
import type { TimeOff } from "./time-off";
import { timeOffNotes } from "./words";

const slot = {
  kind: "timed",
  start: "2026-11-24T08:00:00.000Z",
  end: "2026-11-24T16:00:00.000Z",
  zone: "Europe/Berlin",
} as const;
const away = (more: Partial<CalendarEvent> = {}): CalendarEvent =>
  anEvent({
    id: "e1",
    etag: "2",
    kind: "out-of-office",
    title: "Dentist",
    guests: [],
    createdAt: "2026-11-10T00:00:00.000Z",
    slot,
    ...more,
  });

const known = (more: Partial<TimeOff> = {}): TimeOff => ({
  ...fieldsOf(away(), "Europe/Berlin", null),
  id: "t1",
  userId: "mia",
  source: "crm",
  connectionId: "c1",
  eventId: "e1",
  etag: "1",
  push: "none",
  pushNote: null,
  createdAt: "2026-11-10T00:00:00.000Z",
  updatedAt: "2026-11-10T00:00:00.000Z",
  removedAt: null,
  ...more,
});

const state = (more: Partial<TimeOffState> = {}): TimeOffState => ({
  known: null,
  hasMeeting: false,
  activeSince: "2026-11-01T00:00:00.000Z",
  calendarZone: "Europe/Berlin",
  ...more,
});

const seen = (event: CalendarEvent): CalendarChange => ({ kind: "upsert", event });
const gone: CalendarChange = { kind: "gone", id: "e1", how: "vanished", instance: null, updatedAt: null };
const repeats = { series: { role: "master", rule: ["RRULE:FREQ=WEEKLY"], firstStart: null } } as const;
const told = { push: "none", pushNote: null };
const overtaken = { push: "none", pushNote: timeOffNotes.overtaken };
const moved = away({ slot: { ...slot, end: "2026-11-24T17:00:00.000Z" } });

describe("planTimeOff", () => {
  it.each<[string, CalendarChange, Partial<TimeOffState>, object]>([
    ["new out of office comes in", seen(away()), {}, { do: "add", fields: { note: "Dentist" } }],
    [
      "one from before the connection does not",
      seen(away({ createdAt: "2026-10-30T09:00:00.000Z", updatedAt: "2026-10-31T23:59:59.000Z" })),
      {},
      { do: "pass" },
    ],
    [
      "one that is edited since does",
      seen(away({ createdAt: "2026-10-30T09:00:00.000Z", updatedAt: "2026-11-01T00:00:00.000Z" })),
      {},
      { do: "add" },
    ],
    ["nor one of unknown age", seen(away({ createdAt: null })), {}, { do: "pass" }],
    ["nor one that repeats", seen(away(repeats)), {}, { do: "pass" }],
    ["an ordinary event is for the other rules", seen(away({ kind: "default" })), {}, { do: "pass" }],
    ["so is what feeds a meeting (case 24)", seen(away()), { hasMeeting: true }, { do: "pass" }],
    ["and an unknown event that is gone", gone, {}, { do: "pass" }],
    ["a known one that is gone goes", gone, { known: known() }, { do: "remove" }],
    [
      "one with guests now is no time off any more",
      seen(away({ kind: "default" })),
      { known: known() },
      { do: "release" },
    ],
    ["nor is one that repeats now", seen(away(repeats)), { known: known() }, { do: "release" }],
    [
      "the version we wrote is an echo (RULES I12)",
      seen(away({ etag: "1", title: "?" })),
      { known: known() },
      { do: "nothing" },
    ],
    [
      "the same words in another version are kept with it",
      seen(away()),
      { known: known() },
      { do: "save", ...told },
    ],
    [
      "an edit is followed",
      seen(moved),
      { known: known() },
      { do: "save", ...told, fields: { endAt: "2026-11-24T17:00:00.000Z" } },
    ],
    [
      "an edit of an older event too",
      seen(away({ title: "New", createdAt: "2020-01-01T00:00:00.000Z" })),
      { known: known() },
      { do: "save", fields: { note: "New" } },
    ],
    [
      "both sides changed it: the calendar wins",
      seen(moved),
      { known: known({ push: "patch", note: "Ours" }) },
      { do: "save", ...overtaken },
    ],
    [
      "our lost insert comes back: it is told",
      seen(away()),
      { known: known({ push: "insert", eventId: null, etag: null }) },
      { do: "save", ...told },
    ],
    [
      "it was changed in the calendar since",
      seen(moved),
      { known: known({ push: "insert", eventId: null, etag: null }) },
      { do: "save", ...told, fields: { note: "Dentist" } },
    ],
    [
      "it was changed here since",
      seen(away()),
      { known: known({ push: "patch", eventId: null, etag: null, note: "Ours" }) },
      { do: "save", push: "patch", fields: { note: "Ours" } },
    ],
    [
      "so it is after a lost patch",
      seen(away()),
      { known: known({ push: "patch", etag: null, note: "Ours" }) },
      { do: "save", push: "patch", fields: { note: "Ours" } },
    ],
    [
      "taken away here: it waits for the calendar",
      seen(moved),
      { known: known({ push: "delete", removedAt: "2026-11-11T00:00:00.000Z" }) },
      { do: "nothing" },
    ],
  ])("%s", (_name, change, more, expected) => {
    expect(planTimeOff(change, state(more))).toMatchObject(expected);
  });

  it("deciding again after what it decided changes nothing", () => {
    const step = planTimeOff(seen(moved), state({ known: known({ push: "patch", note: "Ours" }) }));
    if (step.do !== "save") throw new Error("it was to be followed");
    const after = known({ ...step.fields, push: step.push, pushNote: step.pushNote, etag: "2" });
    expect(planTimeOff(seen(moved), state({ known: after }))).toEqual({ do: "nothing" });
  });
});

describe("fieldsOf", () => {
  const at = (start: string, end: string, zone: string) =>
    away({ slot: { kind: "timed", start: `2026-${start}.000Z`, end: `2026-${end}.000Z`, zone } });

  it.each<[string, CalendarEvent, object]>([
    [
      "midnight to midnight is whole days (case 23)",
      at("11-23T23:00:00", "11-25T23:00:00", "Europe/Berlin"),
      { from: "2026-11-24", until: "2026-11-26" },
    ],
    [
      "also over a change of clocks",
      at("10-23T22:00:00", "10-26T23:00:00", "Europe/Berlin"),
      { from: "2026-10-24", until: "2026-10-27" },
    ],
    [
      "days that float keep their dates",
      away({ slot: { kind: "all-day", from: "2026-11-24", until: "2026-11-25" } }),
      { from: "2026-11-24", until: "2026-11-25" },
    ],
  ])("%s", (_name, event, allDay) => {
    expect(fieldsOf(event, "Europe/Berlin", null).allDay).toEqual(allDay);
  });

  it("hours are hours, and midnight elsewhere is one", () => {
    expect(fieldsOf(away(), "Europe/Berlin", null).allDay).toBeNull();
    expect(fieldsOf(at("11-23T23:00:00", "11-25T23:00:00", "UTC"), "UTC", null).allDay).toBeNull();
  });

  it.each<[string, Partial<CalendarEvent>, TimeOff | null, string | null]>([
    ["a title", { title: "  Oslo\u0000 trip " }, null, "Oslo  trip"],
    ["the calendar's own words", { title: "out of office" }, null, null],
    ["no title", { title: null }, null, null],
    ["a private one", { visibility: "private" }, null, null],
    ["a private one from the calendar", { visibility: "private" }, known({ source: "calendar" }), null],
    ["a private one written here", { visibility: "private" }, known({ note: "Mine" }), "Mine"],
    [
      "a private one that is being changed here",
      { visibility: "private" },
      known({ source: "calendar", push: "patch", note: "Mine" }),
      "Mine",
    ],
  ])("the note of %s", (_name, more, entry, note) => {
    expect(fieldsOf(away(more), "Europe/Berlin", entry).note).toBe(note);
  });
});
