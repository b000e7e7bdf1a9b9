import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  AFTER,
  BEFORE,
  copy,
  event,
  FIFTH,
  FIRST,
  gone,
  guest,
  known,
  lee,
  meeting,
  mia,
  slotOf,
  state,
  timed,
  upsert,
  weekly,
  world,
} from "./calendar.testing";
import type { CalendarChange, CalendarEvent } from "./event";
import type { ChangeState } from "./plan";
import { planChange } from "./plan-changes";
import { factsOf, judgedBy, occurrenceOf } from "./series";

type Row = [string, CalendarChange, ChangeState, object];
const none = (reason: string) => ({ do: "none", reason });
const theirs: Partial<CalendarEvent> = { organizer: { email: lee.email, name: "Lee", self: false } };
const series = {
  createdAt: AFTER,
  firstStart: FIRST,
  isGone: false,
  firstIsOff: false,
  rule: [],
  zone: "Europe/Berlin",
  organizerSelf: true,
  meeting: meeting({}, { series: weekly }),
};
const fifth: Partial<CalendarEvent> = { series: slotOf(FIFTH), slot: timed(FIFTH) };
const wholeDay = { kind: "all-day", from: "2026-11-24", until: "2026-11-25" } as const;
const people = (more: Partial<ChangeState["world"]["people"]>): ChangeState["world"] => {
  const plain = world();
  return { ...plain, people: { ...plain.people, ...more } };
};

// The numbers are those of the edge cases in the provider handbook, section 9; these complete the tables beside them.
const rows: Row[] = [
  [
    "14 invited through a group alone",
    upsert({ ...theirs, guests: [lee, guest("sales@acme.test")] }),
    state(),
    {
      do: "log",
      contactIds: ["lee"],
      fields: { guests: [{ email: lee.email }, { email: "sales@acme.test" }] },
    },
  ],
  ["18 on another calendar, never seen", gone(null, "moved-away"), state(), none("gone")],
  [
    "19 moved onto the primary calendar, made before",
    upsert({ createdAt: BEFORE }),
    state(),
    none("created-before"),
  ],
  ["19 moved onto it, made since", upsert(), state(), { do: "log" }],
  ["19 moved off it", gone(null, "moved-away"), known(), { do: "cancel", meetingId: "meeting1" }],
  [
    "22 a logged meeting becomes all-day",
    upsert({ slot: wholeDay }),
    known(),
    { do: "update", fields: { allDay: { from: "2026-11-24", until: "2026-11-25" } } },
  ],
  [
    "22 and has times again",
    upsert(),
    known({}, { meeting: meeting({}, { slot: wholeDay }) }),
    { do: "update", fields: { allDay: null } },
  ],
  [
    "24 shown as out of office later",
    upsert({ showsAway: true }),
    known(),
    { do: "update", changed: ["away"] },
  ],
  ["59 our own event comes back", upsert({ crmMeetingId: "meeting1" }), known(), none("echo")],
  [
    "35 a slot whose series was made private",
    upsert({ ...fifth, visibility: "private" }),
    state({ series, meeting: meeting({ id: "fifth" }, fifth), copy: { ...copy, seriesEventId: "event1" } }),
    { do: "freeze", meetingId: "fifth" },
  ],
  [
    "44 a slot follows its renamed series",
    upsert({ ...fifth, title: "Jour fixe" }),
    state({ series, meeting: meeting({ id: "fifth" }, fifth) }),
    { do: "update", meetingId: "fifth", changed: ["title"] },
  ],
  [
    "50 an endless daily series",
    upsert({ series: { role: "master", rule: ["RRULE:FREQ=DAILY"], firstStart: FIRST } }),
    state(),
    { do: "log", fields: { startAt: FIRST } },
  ],
  [
    "66 by an address the contact had before",
    upsert({ guests: [mia, guest("lee.old@client.test")] }),
    state(),
    none("no-match"),
  ],
  [
    "66 two spellings of one contact are one",
    upsert({ guests: [mia, lee, guest("LEE@CLIENT.TEST")] }),
    state(),
    { do: "log", contactIds: ["lee"] },
  ],
  [
    "67 the contact was deleted, the meeting is on nobody's account of it any more",
    upsert({ title: "Edited" }),
    known({ guestContactIds: [] }, { world: people({ contacts: [] }) }),
    { do: "update", add: [], remove: [] },
  ],
  [
    "68 the contact's domain has joined, a new event",
    upsert(),
    state({ world: people({ domains: ["client.test"] }) }),
    none("only-members"),
  ],
  [
    "68 the contact's domain has joined, a meeting of before",
    upsert({ title: "Edited" }),
    known({}, { world: people({ domains: ["client.test"] }) }),
    { do: "update", changed: ["title"], remove: [] },
  ],
  [
    "68 the contact has become a user, a meeting of before",
    upsert(),
    known({}, { world: people({ userEmails: [lee.email] }) }),
    none("unchanged"),
  ],
];

describe("planChange, the cases that no other table has", () => {
  it.each(rows)("%s", (_name, change, before, step) => {
    expect(planChange(change, before).step).toMatchObject(step);
  });

  it("45 takes the parts of a split series for one series, whose beginning decides", () => {
    const part = event({
      id: "event1_R20261222T130000",
      icalUid: "event1_R20261222T130000@google.com",
      series: { role: "master", rule: ["RRULE:FREQ=WEEKLY"], firstStart: FIFTH },
    });
    const facts = factsOf(part);
    expect(facts).toEqual({
      icalUid: "event1@google.com",
      createdAt: null,
      firstStart: FIFTH,
      from: FIFTH,
      rule: ["RRULE:FREQ=WEEKLY"],
      zone: "Europe/Berlin",
      isGone: false,
      organizerSelf: true,
    });
    expect(judgedBy({ kind: "upsert", event: part })).toBe(part.id);
    expect(occurrenceOf(FIFTH, facts)).toBe(FIFTH);
    expect(occurrenceOf(FIRST, factsOf(event({ series: weekly })))).toBe("");
  });
});

const contract = "lib/services/calendar/cases";
const google = "lib/providers/google/to-event.test.ts";
const outlook = "lib/providers/microsoft/to-event.test.ts";
/** Decided by reading a provider's row, or by the order of effects: no rule of the planner has a say. */
const decidedElsewhere: Record<number, string> = {
  3: `${contract}/admission-time.testing.ts`,
  16: google,
  28: google,
  29: outlook,
  36: google,
  45: "lib/domain/calendar/cases.test.ts",
  60: `${contract}/edits.testing.ts`,
  69: "lib/services/calendar/intake.system.test.ts",
  70: "lib/services/calendar/intake.system.test.ts",
  71: `${contract}/messages.testing.ts`,
  72: "lib/providers/microsoft/changes.test.ts",
  73: outlook,
  74: `${contract}/faults.testing.ts`,
  75: "lib/services/meetings/schedule.system.test.ts",
  76: "lib/providers/google/to-error.test.ts",
  77: "lib/domain/calendar/health.test.ts",
  78: "lib/services/calendar/disconnect.system.test.ts",
  79: "lib/domain/calendar/subscription.test.ts",
  81: `${contract}/faults.testing.ts`,
  82: "lib/domain/calendar/connect-flow.test.ts",
  83: `${contract}/faults.testing.ts`,
};

describe("the tables of pure rules", () => {
  it("have each of the 83 cases, or say where it is decided", () => {
    const files = ["plan-changes.test.ts", "plan-gone.test.ts", "cases.test.ts"];
    const text = files.map((file) => readFileSync(path.join(import.meta.dirname, file), "utf8")).join("");
    const told = [...text.matchAll(/^\s*(?:\[\s*)?"(\d{1,2}) /gm)].map(([, no]) => Number(no));
    const elsewhere = Object.keys(decidedElsewhere).map(Number);
    const found = [...new Set([...told, ...elsewhere])].sort((one, other) => one - other);
    expect(found).toEqual(Array.from({ length: 83 }, (_, nth) => nth + 1));
    const root = path.resolve(import.meta.dirname, "../../..");
    expect(Object.values(decidedElsewhere).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
