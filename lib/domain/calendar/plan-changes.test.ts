import { describe, expect, it } from "vitest";
import {
  AFTER,
  BEFORE,
  copy,
  FIRST,
  guest,
  known,
  lee,
  meeting,
  mia,
  state,
  stranger,
  T0,
  timed,
  upsert,
  world,
  zoe,
} from "./calendar.testing";
import type { CalendarEvent } from "./event";
import type { ChangeState } from "./plan";
import { planChange } from "./plan-changes";

type Row = [string, Partial<CalendarEvent>, ChangeState, object];
const none = (reason: string) => ({ do: "none", reason });
const log = (contactIds: string[], fields: object = {}) => ({
  do: "log",
  contactIds,
  fields,
  cancelled: false,
});
const bob = guest("bob@acme.test");
const bobsCopy = {
  organizer: { email: mia.email, name: null, self: false },
  guests: [{ ...mia, self: false }, { ...bob, self: true }, lee],
};
const organiserElsewhere = [{ organizerSelf: true, isPrivate: false }];
const teammate = [{ organizerSelf: false, isPrivate: false }];

// The numbers are those of the edge cases in the provider handbook, section 9.
const admission: Row[] = [
  ["1 created before the connection", { createdAt: BEFORE }, state({ copy }), none("created-before")],
  ["2 a start in the past", { slot: timed("2026-11-19T08:00:00.000Z") }, state(), log(["lee"])],
  ["4 created as the connection began", { createdAt: T0 }, state(), log(["lee"])],
  ["5 a guest in other letters", { guests: [mia, guest("LEE@Client.test")] }, state(), log(["lee"])],
  [
    "6 a contact and a stranger",
    { guests: [mia, lee, stranger] },
    state(),
    log(["lee"], { guests: [{ email: lee.email }, { email: stranger.email }] }),
  ],
  ["7 strangers only", { guests: [mia, stranger] }, state(), none("no-match")],
  [
    "8 a contact's own invitation",
    { organizer: { email: lee.email, name: "Lee", self: false }, guests: [{ ...mia, organizer: false }] },
    state(),
    log(["lee"]),
  ],
  [
    "9 members of the organisation",
    { guests: [mia, bob, guest("contractor@gmail.com")] },
    state(),
    none("only-members"),
  ],
  ["10 a contact on our domain", { guests: [mia, guest("hr@acme.test")] }, state(), none("only-members")],
  ["11 a contact is added later", {}, state({ copy: { ...copy, meetingId: null } }), log(["lee"])],
  [
    "13 a group address beside a contact",
    { guests: [mia, lee, guest("team@client.test")] },
    state({ world: world({ groupAddresses: ["team@client.test"] }) }),
    log(["lee"]),
  ],
  [
    "15 a room with a contact's address",
    { guests: [mia, lee, guest("room4@client.test", { resource: true })] },
    state(),
    log(["lee"], { guests: [{ email: lee.email }] }),
  ],
  ["17 nobody invited", { guests: [mia] }, state(), none("no-guests")],
  [
    "21 all day",
    { slot: { kind: "all-day", from: "2026-11-24", until: "2026-11-25" } },
    state(),
    none("all-day"),
  ],
  ["25 focus time", { kind: "other" }, state(), none("kind")],
  ["25 out of office", { kind: "out-of-office" }, state(), none("out-of-office")],
  ["26 tentative", { status: "tentative" }, state(), log(["lee"])],
  [
    "23 all day, and its owner out of office for it",
    { slot: { kind: "all-day", from: "2026-11-24", until: "2026-11-25" }, showsAway: true },
    state(),
    log(["lee"]),
  ],
  ["27 longer than a day", { slot: timed(FIRST, 26 * 60) }, state(), log(["lee"])],
];

const edits: Row[] = [
  [
    "12 the last contact is taken off",
    { guests: [mia, bob] },
    known(),
    { do: "cancel", meetingId: "meeting1" },
  ],
  ["12 told twice", { guests: [mia, bob] }, known({ cancelled: true }), none("unchanged")],
  [
    "12 one of two is taken off",
    {},
    known({ guestContactIds: ["lee", "zoe"] }),
    { do: "update", remove: ["zoe"], add: [] },
  ],
  ["20 guests left out", { guests: [mia], guestsOmitted: true }, known(), none("unchanged")],
  [
    "21 a logged one becomes all-day and stays",
    { slot: { kind: "all-day", from: "2026-11-24", until: "2026-11-25" } },
    known(),
    { do: "update", fields: { allDay: { from: "2026-11-24" } } },
  ],
  [
    "53 title and time",
    { title: "New", slot: timed("2026-11-24T15:00:00.000Z") },
    known(),
    { do: "update", changed: ["title", "startAt", "endAt"], add: [], remove: [] },
  ],
  ["52 a contact is added", { guests: [mia, lee, zoe] }, known(), { do: "update", add: ["zoe"] }],
  [
    "56 moved far away",
    { slot: timed("2028-05-02T10:00:00.000Z") },
    known(),
    { do: "update", fields: { startAt: "2028-05-02T10:00:00.000Z" } },
  ],
  ["58 deleted in the CRM", { title: "Again" }, state({ deletedInCrm: true, copy }), none("deleted-in-crm")],
  [
    "64 declined by the host's teammate",
    { ...bobsCopy, guests: [{ ...mia, self: false }, { ...bob, self: true, reply: "declined" }, lee] },
    state({ meeting: meeting({}, bobsCopy) }),
    { do: "update", changed: ["guests"] },
  ],
  [
    "65 a teammate's stale copy",
    { ...bobsCopy, title: "Old" },
    known({ otherCopies: organiserElsewhere }),
    none("not-authority"),
  ],
  [
    "61 two guests of one event",
    bobsCopy,
    state({ meeting: meeting({ otherCopies: teammate }, bobsCopy) }),
    none("unchanged"),
  ],
  [
    "62 the other one left",
    { ...bobsCopy, title: "Follows" },
    state({ meeting: meeting({}, bobsCopy) }),
    { do: "update", changed: ["title"] },
  ],
  ["a cancelled one is put back", {}, known({ cancelled: true }), { do: "update", revive: true }],
  [
    "the answer to our insert was lost",
    { crmMeetingId: "meeting1" },
    known({ push: "pending" }),
    { do: "update", adopt: true, changed: [] },
  ],
  ["our own event comes back", { crmMeetingId: "meeting1" }, known(), none("echo")],
  [
    "80 a video link is being made",
    { joinPending: true },
    known(),
    { do: "update", fields: { joinPending: true, locationKind: "conference" } },
  ],
];

const privacy: Row[] = [
  ["30 private from the start", { visibility: "private" }, state(), none("private")],
  [
    "31 private later",
    { visibility: "private", title: "Secret" },
    known(),
    { do: "freeze", meetingId: "meeting1" },
  ],
  ["31 told twice", { visibility: "private" }, known({ frozen: true }), none("private")],
  [
    "33 public again",
    { title: "Now" },
    known({ frozen: true }),
    { do: "update", thaw: true, fields: { title: "Now" } },
  ],
  ["34 public later", {}, state({ copy: { ...copy, meetingId: null, isPrivate: true } }), log(["lee"])],
  [
    "37 a teammate's public copy carries it",
    { ...bobsCopy, visibility: "private" },
    known({ otherCopies: organiserElsewhere }),
    none("private"),
  ],
  [
    "37 the other copy is private as well",
    { visibility: "private" },
    known({ otherCopies: [{ organizerSelf: false, isPrivate: true }] }),
    { do: "freeze" },
  ],
  [
    "37 the organiser's copy is private, mine is not",
    { ...bobsCopy, title: "Mine" },
    known({ otherCopies: [{ organizerSelf: true, isPrivate: true }] }),
    { do: "update", changed: expect.arrayContaining(["title"]) },
  ],
];

describe("planChange", () => {
  it.each(admission)("admits or leaves out: %s", (_name, more, before, step) => {
    expect(planChange(upsert(more), before).step).toMatchObject(step);
  });
  it.each(edits)("follows: %s", (_name, more, before, step) => {
    expect(planChange(upsert(more), before).step).toMatchObject(step);
  });
  it.each(privacy)("keeps private: %s", (_name, more, before, step) => {
    expect(planChange(upsert(more), before).step).toMatchObject(step);
  });

  it("tells nothing of a private event but the rule (RULES I5)", () => {
    for (const before of [state(), known(), state({ deletedInCrm: true })]) {
      const { decision } = planChange(upsert({ visibility: "private", title: "Doctor" }), before);
      expect(decision).toMatchObject({ result: "skipped", title: null, guests: null });
    }
  });

  it("tells of a stranger's event so that a contact can be made of it (RULES N1)", () => {
    const { decision } = planChange(upsert({ guests: [mia, stranger] }), state());
    expect(decision).toEqual({
      result: "no-match",
      rule: "no-match",
      title: "Renewal call",
      guests: "mia@acme.test, unknown@client.test",
      strangers: ["unknown@client.test"],
      startAt: FIRST,
    });
  });

  it("stores no control characters and no endless text with a decision (RULES I15)", () => {
    const { decision } = planChange(
      upsert({ title: `a\u0000b${"🎉".repeat(400)}`, createdAt: BEFORE }),
      state(),
    );
    expect(decision?.title).toBe(`ab${"🎉".repeat(298)}`);
  });

  it("keeps a phone number a phone number as long as the text stays", () => {
    const before = meeting();
    const phone = { ...before.shared, locationKind: "phone" as const, locationText: "+46 8 555" };
    const held = known({ shared: phone });
    expect(planChange(upsert({ locationText: "+46 8 555" }), held).step).toMatchObject(none("unchanged"));
    expect(planChange(upsert({ locationText: "Room 4" }), held).step).toMatchObject({
      fields: { locationKind: "address" },
    });
  });

  it("keeps the guests a shortened list leaves out, and takes new replies from it", () => {
    const before = known({
      shared: meeting({}, { guests: [mia, lee, zoe] }).shared,
      guestContactIds: ["lee", "zoe"],
    });
    const plan = planChange(
      upsert({ guests: [mia, { ...lee, reply: "accepted" }], guestsOmitted: true, updatedAt: AFTER }),
      before,
    );
    expect(plan.step).toMatchObject({
      remove: [],
      fields: { guests: [{ email: lee.email, reply: "accepted" }, { email: zoe.email }] },
    });
  });
});

describe("a guest's copy of an event whose organiser's copy is connected (RULES I11)", () => {
  const guests = [mia, lee];
  const outside = { organizer: { email: "bob@acme.test", name: null, self: false }, guests };
  it("brings nobody in whom the organiser has taken off", () => {
    const { step, decision } = planChange(upsert(outside), state({ organiserInvitesNobody: true }));
    expect(step).toEqual({ do: "none", reason: "not-authority" });
    expect(decision).toMatchObject({ result: "skipped", rule: "organiser-decides" });
  });
  it("counts where the organiser's copy says nothing against it", () => {
    expect(planChange(upsert(outside), state()).step).toMatchObject({ do: "log" });
  });
});
