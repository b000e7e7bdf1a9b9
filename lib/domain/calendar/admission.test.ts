import { describe, expect, it } from "vitest";
import { type AdmissionWorld, admit, matchedContacts, type SkipRule } from "./admission";
import {
  AFTER,
  BEFORE,
  event,
  FIRST,
  guest,
  lee,
  mia,
  stranger,
  T0,
  timed,
  world,
  zoe,
} from "./calendar.testing";
import type { CalendarEvent } from "./event";

type Row = [string, Partial<CalendarEvent>, SkipRule | null, Partial<AdmissionWorld>?];
const room = guest("c_18@resource.calendar.google.com", { resource: true });
const colleague = guest("bob@acme.test");
const allDay = { kind: "all-day", from: "2026-11-24", until: "2026-11-25" } as const;

const rows: Row[] = [
  ["a guest who is a contact", {}, null],
  [
    "a contact who organises, not on the list",
    { organizer: { email: lee.email, name: null, self: false }, guests: [mia] },
    null,
  ],
  ["a start in the past", { slot: timed("2026-11-19T08:00:00.000Z") }, null],
  ["a tentative event", { status: "tentative" }, null],
  ["26 hours", { slot: timed(FIRST, 26 * 60) }, null],
  ["midnight to midnight with times", { slot: timed("2026-11-23T23:00:00.000Z", 24 * 60) }, null],
  ["created at the very moment", { createdAt: T0 }, null],
  ["private", { visibility: "private" }, "private"],
  ["created before", { createdAt: BEFORE }, "created-before"],
  ["no time of creation", { createdAt: null }, "created-before"],
  ["colleagues only", { guests: [mia, colleague, guest("contractor@gmail.com")] }, "only-members"],
  ["a contact on our own domain", { guests: [mia, guest("hr@acme.test")] }, "only-members"],
  ["the other spelling of gmail", { guests: [mia, guest("contractor@googlemail.com")] }, "only-members"],
  ["a calendar's own address", { guests: [mia, guest("x@group.calendar.google.com")] }, "only-members"],
  ["nobody", { guests: [] }, "no-guests"],
  ["nobody but the organiser", { guests: [mia] }, "no-guests"],
  ["nobody but a room", { guests: [mia, room] }, "no-guests"],
  ["no organiser and nobody", { guests: [], organizer: null }, "no-guests"],
  [
    "a room with a contact's address",
    { guests: [mia, colleague, guest("room4@client.test", { resource: true })] },
    "only-members",
  ],
  ["focus time and the like", { kind: "other" }, "kind"],
  ["out of office", { kind: "out-of-office" }, "out-of-office"],
  ["all day", { slot: allDay }, "all-day"],
  ["all day, switched on", { slot: allDay }, null, { allDayEvents: true }],
  ["strangers only", { guests: [mia, stranger] }, "no-match"],
  [
    "a group address only",
    { guests: [mia, guest("team@client.test")] },
    "no-match",
    { groupAddresses: ["Team@client.test"] },
  ],
];

describe("admit (RULES section 3)", () => {
  it.each(rows)("%s", (_name, more, rule, worldMore = {}) => {
    const made = event(more);
    const verdict = admit(made, made.createdAt, world(worldMore));
    expect(verdict).toEqual(rule === null ? { admit: true } : { admit: false, rule });
  });

  it("names the first rule that said no: privacy, members, creation, kind, day, match (RULES section 9)", () => {
    const everything: Partial<CalendarEvent> = {
      visibility: "private",
      guests: [mia, colleague],
      createdAt: BEFORE,
      kind: "other",
      slot: allDay,
    };
    const cures: Partial<CalendarEvent>[] = [
      { visibility: "public" },
      { guests: [mia, stranger] },
      { createdAt: AFTER },
      { kind: "default" },
      { slot: timed(FIRST) },
      { guests: [mia, lee] },
    ];
    const reasons: (SkipRule | "yes")[] = [];
    let current = everything;
    for (const cure of [{}, ...cures]) {
      current = { ...current, ...cure };
      const verdict = admit(event(current), current.createdAt ?? null, world());
      reasons.push(verdict.admit ? "yes" : verdict.rule);
    }
    expect(reasons).toEqual([
      "private",
      "only-members",
      "created-before",
      "kind",
      "all-day",
      "no-match",
      "yes",
    ]);
  });
});

describe("matchedContacts", () => {
  it("answers each contact once, in the guests' order, whatever the case (RULES I2)", () => {
    const guests = [mia, zoe, guest("LEE@CLIENT.TEST"), stranger, lee];
    expect(matchedContacts(event({ guests }), world())).toEqual(["zoe", "lee"]);
  });
});
