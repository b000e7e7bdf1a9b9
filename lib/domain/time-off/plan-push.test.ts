import { describe, expect, it } from "vitest";
import {
  type Destination,
  destinationAfterEdit,
  destinationOfNew,
  type PushCalendar,
  planTimeOffPush,
} from "./plan-push";
import { standingOf, timeOffNotes } from "./words";

const now = "2026-11-20T10:00:00.000Z";
const calendar = (more: Partial<PushCalendar> = {}): PushCalendar => ({
  id: "c1",
  needsPerson: false,
  syncing: true,
  keepsSame: true,
  pausedUntil: null,
  ...more,
});
const there: Destination = { connectionId: "c1", eventId: "e1", etag: "1", push: "none" };
const nowhere: Destination = { connectionId: null, eventId: null, etag: null, push: "none" };
const waits: Destination = { ...nowhere, connectionId: "c1", push: "insert" };
const answered = { insert: false, patch: false };

describe("planTimeOffPush", () => {
  it.each<[string, Destination | null, PushCalendar | null, object]>([
    ["gone meanwhile", null, calendar(), { do: "skip" }],
    ["told already", there, calendar(), { do: "skip" }],
    ["to be told", waits, calendar(), { do: "insert" }],
    ["to be taken away", { ...there, push: "delete" }, calendar(), { do: "delete" }],
    ["disconnected", waits, null, { do: "wait", note: timeOffNotes.reconnect }],
    ["of another calendar", waits, calendar({ id: "c2" }), { do: "wait", note: timeOffNotes.reconnect }],
    ["a dead grant", waits, calendar({ needsPerson: true }), { do: "wait", note: timeOffNotes.reconnect }],
    ["not syncing", waits, calendar({ syncing: false }), { do: "wait", note: timeOffNotes.syncingOff }],
    ["switched off", waits, calendar({ keepsSame: false }), { do: "wait", note: timeOffNotes.switchedOff }],
    [
      "asked to wait",
      waits,
      calendar({ pausedUntil: "2026-11-20T10:01:00.000Z" }),
      { do: "later", until: "2026-11-20T10:01:00.000Z" },
    ],
    ["a wait that is over", waits, calendar({ pausedUntil: now }), { do: "insert" }],
  ])("%s", (_name, entry, where, step) => {
    expect(planTimeOffPush(entry, where, now)).toEqual(step);
  });
});

describe("where time off goes", () => {
  it("new: into the calendar that is kept the same, else nowhere", () => {
    expect(destinationOfNew(calendar())).toEqual(waits);
    for (const closed of [null, calendar({ syncing: false }), calendar({ keepsSame: false })])
      expect(destinationOfNew(closed)).toEqual(nowhere);
  });

  it.each<[string, Destination, PushCalendar | null, Partial<typeof answered>, Destination]>([
    ["where it stands", there, calendar(), {}, { ...there, push: "patch" }],
    ["where it stands, later", there, calendar({ keepsSame: false }), {}, { ...there, push: "patch" }],
    ["where it stands, once that is connected again", there, null, {}, { ...there, push: "patch" }],
    [
      "upon a version to be learnt",
      there,
      calendar(),
      { patch: true },
      { ...there, etag: null, push: "patch" },
    ],
    ["with its insert", waits, calendar(), {}, waits],
    [
      "after its insert, which may be there",
      waits,
      calendar(),
      { insert: true },
      { ...waits, push: "patch" },
    ],
    ["into the calendar of now", nowhere, calendar(), {}, waits],
    ["nowhere", nowhere, calendar({ syncing: false }), {}, nowhere],
    ["again, though refused before", { ...waits, push: "none" }, calendar(), {}, waits],
    ["into the other calendar of now", there, calendar({ id: "c2" }), {}, { ...waits, connectionId: "c2" }],
  ])("an edit is told %s", (_name, entry, where, unanswered, expected) => {
    expect(destinationAfterEdit(entry, where, { ...answered, ...unanswered })).toEqual(expected);
  });
});

describe("standingOf", () => {
  it.each([
    [{ push: "insert", pushNote: "why", eventId: null }, "waiting"],
    [{ push: "none", pushNote: null, eventId: "e1" }, "in-calendar"],
    [{ push: "none", pushNote: timeOffNotes.overtaken, eventId: "e1" }, "in-calendar"],
    [{ push: "none", pushNote: timeOffNotes.refusedChange("google"), eventId: "e1" }, "not-told"],
    [{ push: "none", pushNote: null, eventId: null }, "here-only"],
  ] as const)("%o is %s", (entry, standing) => {
    expect(standingOf(entry)).toBe(standing);
  });
});
