import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shift } from "../time/instant";
import type { MeetingEntry, NoteEntry, TaskEntry, TimelineEntry, TimelinePage } from "./entry";
import { dayOf, groupTimeline } from "./grouping";

const now = "2026-11-20T12:00:00.000Z";
const base = { author: null, pinned: false, createdAt: now, updatedAt: now, records: [] };

const note = (id: string, at: string): NoteEntry => ({
  ...base,
  id,
  at,
  kind: "note",
  title: "Note by Mei",
  body: "…",
});
const task = (id: string, at: string, completedAt: string | null): TaskEntry => ({
  ...base,
  id,
  at,
  kind: "task",
  title: "Send the quote",
  body: "",
  completedAt,
  type: "To-do",
  priority: "None",
});
const meeting = (id: string, start: string, allDay: MeetingEntry["allDay"] = null): MeetingEntry => ({
  ...base,
  id,
  at: start,
  kind: "meeting",
  meetingId: id,
  title: "Renewal terms",
  start,
  end: shift(start, 30 * 60_000),
  zone: "Europe/Warsaw",
  allDay,
  host: null,
  organizer: null,
  attendees: [],
  outcome: "Scheduled",
  location: { kind: "none", text: null, joinUrl: null, pending: false },
  descriptionHtml: null,
  internalNote: null,
  source: "crm",
  calendar: { provider: null, url: null, push: "local", pushNote: null, syncedAt: null, edit: null },
  cancelled: null,
  frozen: false,
  repeats: false,
  tentative: false,
  away: false,
});
const page = (parts: Partial<TimelinePage>): TimelinePage => ({
  pinned: null,
  upcoming: [],
  moreUpcoming: false,
  entries: [],
  nextCursor: null,
  ...parts,
});
const view = { now, zone: "Europe/Warsaw" };
const outline = (pages: TimelinePage[], at: { now: string | null; zone: string } = view) =>
  groupTimeline(pages, at).map((section) => [section.heading, section.entries.map((entry) => entry.id)]);

describe("groupTimeline (RULES R2)", () => {
  it("keeps a place for what is coming while more of it can be asked for", () => {
    const sections = (moreUpcoming: boolean) =>
      groupTimeline([page({ moreUpcoming })], { now: null, zone: "UTC" });
    expect(sections(true)).toEqual([{ key: "upcoming", heading: "Upcoming", entries: [] }]);
    expect(sections(false)).toEqual([]);
  });
  it("puts the pinned entry first, once, then upcoming soonest first, then months newest first", () => {
    const pinned = note("p", "2026-10-02T08:00:00.000Z");
    const pages = [
      page({
        pinned,
        upcoming: [meeting("late", "2026-12-01T10:00:00.000Z"), meeting("soon", "2026-11-21T10:00:00.000Z")],
        entries: [note("n2", "2026-11-18T09:12:00.000Z"), pinned],
      }),
      page({ entries: [note("n1", "2026-10-28T13:00:00.000Z")] }),
    ];
    expect(outline(pages)).toEqual([
      ["Pinned", ["p"]],
      ["Upcoming", ["soon", "late"]],
      ["November 2026", ["n2"]],
      ["October 2026", ["n1"]],
    ]);
  });

  it("moves a meeting to its month when its start passes (as in HubSpot)", () => {
    const pages = [page({ upcoming: [meeting("m", "2026-11-20T12:30:00.000Z")] })];
    expect(outline(pages)).toEqual([["Upcoming", ["m"]]]);
    expect(outline(pages, { ...view, now: "2026-11-20T12:30:00.000Z" })).toEqual([["November 2026", ["m"]]]);
  });

  it("keeps open tasks upcoming whenever they are due, and completed ones in their month", () => {
    const pages = [
      page({
        upcoming: [task("overdue", "2026-09-01T09:00:00.000Z", null)],
        entries: [task("done", "2026-09-02T09:00:00.000Z", now)],
      }),
    ];
    expect(outline(pages)).toEqual([
      ["Upcoming", ["overdue"]],
      ["September 2026", ["done"]],
    ]);
  });

  it("keeps the server's split while the page has no clock", () => {
    const pages = [page({ upcoming: [meeting("m", "2026-01-05T12:30:00.000Z")] })];
    expect(outline(pages, { ...view, now: null })).toEqual([["Upcoming", ["m"]]]);
  });

  it("names the month of the person who looks, and the day an all-day meeting is on", () => {
    const late = note("n", "2026-10-31T23:30:00.000Z");
    expect(dayOf(late, "Europe/Warsaw")).toBe("2026-11-01");
    expect(dayOf(late, "America/New_York")).toBe("2026-10-31");
    const allDay = meeting("m", "2026-10-31T23:00:00.000Z", { from: "2026-11-01", until: "2026-11-02" });
    expect(dayOf(allDay, "America/New_York")).toBe("2026-11-01");
  });

  it("loses nothing, repeats nothing and sorts every section, whatever the pages hold", () => {
    const entry = fc
      .record({
        id: fc.integer({ min: 0, max: 30 }).map(String),
        hours: fc.integer({ min: -20_000, max: 2_000 }),
        kind: fc.constantFrom("note", "task", "meeting"),
      })
      .map(({ id, hours, kind }): TimelineEntry => {
        const at = shift(now, hours * 3_600_000);
        if (kind === "note") return note(id, at);
        return kind === "task" ? task(id, at, null) : meeting(id, at);
      });
    const pages = fc.array(
      fc
        .record({ upcoming: fc.array(entry), entries: fc.array(entry), pinned: fc.option(entry) })
        .map((parts) => page(parts)),
    );
    fc.assert(
      fc.property(pages, (list) => {
        const sections = groupTimeline(list, view);
        const shown = sections.flatMap((section) => section.entries.map((each) => each.id));
        const given = list.flatMap((each) => [...each.upcoming, ...each.entries].map(({ id }) => id));
        const pinned = list[0]?.pinned?.id;
        expect([...shown].sort()).toEqual([...new Set([...given, ...(pinned ? [pinned] : [])])].sort());
        for (const { key, entries } of sections) {
          const times = entries.map(({ at }) => at);
          const sorted = [...times].sort();
          expect(times).toEqual(key === "upcoming" ? sorted : sorted.reverse());
        }
      }),
    );
  });
});
