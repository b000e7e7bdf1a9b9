import { describe, expect, it } from "vitest";
import type { LogRow, WriteRow } from "@/lib/domain/calendar/sync-log";
import { changedWords, mailWords, markOf, outcomeOf, subjectOf, titleOf } from "./sync-log-words";

const row: LogRow = {
  connectionId: "c",
  eventId: "e",
  result: "no-match",
  rule: "no-match",
  title: "Intro",
  guests: null,
  startAt: null,
  decidedAt: "2026-11-20T12:00:00.000Z",
  meeting: null,
  strangers: [],
  asked: false,
  hindrance: null,
};
const write: WriteRow = {
  id: "w",
  operation: "insert",
  requestedAt: "2026-11-20T12:00:00.000Z",
  result: "done",
  reason: "A meeting was scheduled in Almanac.",
  changed: [],
  mailed: ["a@client.test", "b@client.test"],
  by: null,
  title: null,
  isTimeOff: false,
  record: null,
};

describe("the words of the sync log", () => {
  it("says that a wish is being followed until the event is decided anew", () => {
    expect(markOf(row).label).toBe("No match");
    expect(markOf({ ...row, asked: true }).label).toBe("Logging…");
    expect(markOf({ ...row, asked: true, result: "logged" }).label).toBe("Logged");
  });

  it("never names a private event, and names one without a title as calendars do", () => {
    expect(titleOf({ title: "left over", rule: "private" })).toBe("Private event");
    expect(titleOf({ title: null, rule: "no-guests" })).toBe("(No title)");
    expect(titleOf({ title: null, rule: "out-of-office" })).toBe("Out of office");
  });
});

describe("the words of the ledger", () => {
  it.each([
    ["done", "Mail went to a@client.test, b@client.test."],
    ["asked", "Mail may have gone to a@client.test, b@client.test."],
    ["unknown", "Mail may have gone to a@client.test, b@client.test."],
    ["refused", "Nobody was mailed."],
    ["already-there", "Nobody was mailed."],
  ] as const)("of a write that is %s says who was mailed", (result, words) => {
    expect(mailWords({ ...write, result })).toBe(words);
    expect(outcomeOf({ ...write, result }).label).not.toBe("");
  });

  it("says that nobody was mailed where nobody was to be", () => {
    expect(mailWords({ ...write, mailed: [] })).toBe("Nobody was mailed.");
  });

  it("lists fields as people do", () => {
    expect([[], ["time"], ["title", "time"], ["title", "time", "guests"]].map(changedWords)).toEqual([
      "",
      "time",
      "title and time",
      "title, time and guests",
    ]);
  });

  it("names what it was about", () => {
    expect(subjectOf({ isTimeOff: true, title: null })).toBe("Out of office");
    expect(subjectOf({ isTimeOff: false, title: null })).toContain("deleted");
  });
});
