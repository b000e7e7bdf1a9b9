import { describe, expect, it } from "vitest";
import type { BackFillView } from "@/lib/domain/calendar/back-fill";
import { endOf, foundOf, heldUpBy, progressOf } from "./back-fill-words";

const view: BackFillView = {
  id: "b",
  days: 90,
  state: "counting",
  considered: 1_240,
  meetings: 17,
  planned: 42,
  people: [],
  morePeople: 0,
  reason: null,
  startedAt: "2026-11-21T09:00:00.000Z",
  finishedAt: null,
};
const mailbox = { state: "in-sync", syncing: true, provider: "google" } as const;
const person = { contactId: "c", name: "Lee Wong", meetings: 7 };

describe("how far a back-fill has come", () => {
  it("says what was looked at and found, or logged", () => {
    expect(progressOf(view)).toBe("1,240 events looked at, 17 meetings found.");
    expect(progressOf({ ...view, considered: 1, meetings: 1 })).toBe("1 event looked at, 1 meeting found.");
    expect(progressOf({ ...view, state: "running" })).toBe(
      "17 of about 42 meetings logged; 1,240 events looked at.",
    );
  });
  it.each<[string, Partial<Parameters<typeof heldUpBy>[1]>, string | null]>([
    ["nothing", {}, null],
    ["the switch", { syncing: false }, "It waits until Sync my calendar is on again."],
    ["a dead grant", { state: "reconnect" }, "It waits until you have reconnected, and goes on where it is."],
    ["a pause", { state: "paused" }, "It waits for Google Calendar, and goes on where it is."],
    ["silence", { state: "waiting" }, "It waits for Google Calendar, and goes on where it is."],
  ])("says what holds it up: %s", (_what, connection, expected) => {
    expect(heldUpBy(view, { ...mailbox, ...connection })).toBe(expected);
  });
  it("says why a page is tried again", () => {
    expect(heldUpBy({ reason: "We keep trying." }, mailbox)).toBe("We keep trying.");
  });
});

describe("what a count has found", () => {
  it("is a number of meetings on the timelines of a number of contacts", () => {
    expect(foundOf({ ...view, meetings: 42, people: [person], morePeople: 12 })).toBe(
      "42 meetings would be logged, on the timelines of 13 contacts.",
    );
    expect(foundOf({ ...view, meetings: 1, people: [person] })).toBe(
      "1 meeting would be logged, on the timelines of 1 contact.",
    );
  });
  it("is said to be nothing", () => {
    expect(foundOf({ ...view, meetings: 0 })).toMatch(/^There is nothing to bring in from the last 90 days:/);
  });
});

describe("how the last one ended", () => {
  it.each<[Partial<BackFillView>, string | null]>([
    [{ state: "done" }, "17 meetings from the last 90 days were logged on 21 Nov; 1,240 events looked at."],
    [
      { state: "done", meetings: 1 },
      "1 meeting from the last 90 days was logged on 21 Nov; 1,240 events looked at.",
    ],
    [
      { state: "cancelled" },
      "Stopped on 21 Nov. 17 meetings had been logged by then and stay on their timelines.",
    ],
    [
      { state: "cancelled", reason: "The calendar was disconnected.", meetings: 1 },
      "The calendar was disconnected: stopped on 21 Nov. 1 meeting had been logged by then and stays on its timeline.",
    ],
    [{ state: "cancelled", meetings: 0 }, null],
    [{ state: "failed" }, null],
  ])("%o", (change, expected) => {
    expect(endOf({ ...view, ...change }, "21 Nov")).toBe(expected);
  });
});
