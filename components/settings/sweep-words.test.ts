import { describe, expect, it } from "vitest";
import type { LossView } from "@/lib/domain/calendar/sweep";
import type { SweepView } from "@/lib/domain/calendar/sweep-view";
import { cancelLabel, choiceOf, doneWords, howWords, keepLabel, sizeWords } from "./sweep-words";

const loss = (eventId: string, more: Partial<LossView> = {}): LossView => ({
  eventId,
  how: "vanished",
  effect: "cancel",
  title: "Kick-off",
  startAt: "2026-11-24T10:00:00.000Z",
  endAt: "2026-11-24T10:30:00.000Z",
  allDay: null,
  isSeries: false,
  meetings: 1,
  contacts: ["Lee"],
  ...more,
});
const series = loss("s", { isSeries: true, meetings: 4 });
const left = loss("l", { effect: "leave" });
const sweep: SweepView = {
  provider: "google",
  email: "mia@acme.test",
  asOf: "2026-11-21T07:00:00.000Z",
  checked: 8,
  checking: false,
  losses: [loss("a"), loss("b"), series],
};

describe("the words of the review", () => {
  it("says how each event was lost, and what its line speaks for", () => {
    expect(howWords("called-off", "google")).toBe("Deleted or cancelled in Google Calendar");
    expect(howWords("vanished", "microsoft")).toBe("Not in Outlook Calendar any more");
    expect(howWords("moved-away", "microsoft")).toBe("Moved to another of your calendars");
    expect([loss("a"), series, left].map(sizeWords)).toEqual([
      null,
      "Series: 4 meetings to come",
      "Would say that you declined",
    ]);
  });

  it("counts cards on its buttons, not lines", () => {
    expect(cancelLabel(sweep.losses)).toBe("Cancel 6 meetings in Almanac");
    expect(cancelLabel([loss("a")])).toBe("Cancel 1 meeting in Almanac");
    expect(cancelLabel([loss("a"), left])).toBe("Follow the calendar for 2 meetings");
    expect(keepLabel(sweep.losses, sweep.losses)).toBe("Keep them");
    expect(keepLabel([series], sweep.losses)).toBe("Keep 4 meetings");
    expect([cancelLabel([]), keepLabel([], sweep.losses)]).toEqual(["Cancel in Almanac", "Keep"]);
    expect(doneWords("cancel", sweep.losses)).toBe("6 meetings are cancelled in Almanac");
    expect(doneWords("cancel", [left])).toBe("1 meeting follows the calendar");
    expect(doneWords("keep", [loss("a")])).toBe("1 meeting is kept as it was");
    expect(doneWords("keep", sweep.losses)).toBe("6 meetings are kept as they were");
  });
});

describe("what was ticked", () => {
  it.each<[string, string[], string, string[]]>([
    ["all of it", [], "all-but", []],
    ["all but one", ["b"], "all-but", ["b"]],
    ["one alone", ["b", "s"], "only", ["a"]],
    ["none", ["a", "b", "s"], "only", []],
    ["one that has left the list since", ["gone"], "all-but", []],
  ])("%s", (_name, unticked, of, events) => {
    expect(choiceOf(sweep, new Set(unticked), "keep")).toEqual({
      decision: "keep",
      asOf: sweep.asOf,
      of,
      events,
    });
  });
});
