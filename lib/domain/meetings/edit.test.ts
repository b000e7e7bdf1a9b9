import { describe, expect, it } from "vitest";
import { type EditedField, editedFields, editFaults, eventFieldsOf, patchOf, planEdit } from "./edit";
import type { EventFields } from "./edit-inputs";
import { descriptionLock, editPermit } from "./edit-lock";
import type { SharedFields } from "./from-event";

const guest = (email: string) => ({ email, name: null, contactId: null, userId: null });
const before: EventFields = {
  title: "Pricing",
  date: "2026-12-03",
  start: "14:00",
  end: "14:30",
  zone: "Europe/Berlin",
  attendees: [guest("lee@client.test"), guest("zoe@client.test")],
  location: { kind: "address", text: "Room 4" },
  description: "Agenda",
};
const wanting = (more: Partial<EventFields>) => ({ before, after: { ...before, ...more } });

describe("editedFields", () => {
  it.each<[string, Partial<EventFields>, EditedField[]]>([
    ["nothing", {}, []],
    ["a title", { title: "Pricing 2" }, ["title"]],
    ["an end", { end: "15:00" }, ["time"]],
    ["a zone", { zone: "Europe/Kyiv" }, ["time"]],
    ["another zone's words for the same time", { zone: "Europe/Paris" }, []],
    ["white space of a calendar's own", { description: "Agenda\u00a0 \n" }, []],
    ["guests in another order", { attendees: [...before.attendees].reverse() }, []],
    ["a guest less", { attendees: [guest("lee@client.test")] }, ["guests"]],
    ["spaces around a text", { description: " Agenda " }, []],
    ["no place any more", { location: { kind: "none", text: null } }, ["place"]],
  ])("%s", (_name, more, names) => expect(editedFields(wanting(more))).toEqual(names));
});

describe("editFaults", () => {
  it.each<[string, Partial<EventFields>, string[]]>([
    ["an end before the start", { end: "13:00" }, ["end"]],
    ["a start that is no time", { start: "half past" }, ["start"]],
    ["a day that is none", { date: "soon" }, ["date"]],
    ["a year beyond all plans", { date: "2300-01-01" }, ["date"]],
    ["no title", { title: " " }, ["title"]],
    ["a link that is none", { location: { kind: "link", text: "javascript:alert(1)" } }, ["location.text"]],
    ["a phone number that is missing", { location: { kind: "phone", text: "" } }, ["location.text"]],
  ])("%s", (_name, more, paths) => expect(Object.keys(editFaults(wanting(more)))).toEqual(paths));

  it("looks only at guests who were added: a calendar knows addresses that nobody could type", () => {
    const odd = { ...before, attendees: [guest("scanner@corp")] };
    const inviting = (...emails: string[]) => ({
      ...odd,
      attendees: [...odd.attendees, ...emails.map(guest)],
    });
    expect(editFaults({ before: odd, after: inviting("ned@client.test") })).toEqual({});
    expect(Object.keys(editFaults({ before: odd, after: inviting("no address") }))).toEqual([
      "attendees.1.email",
    ]);
    const many = Array.from({ length: 250 }, (_, n) => guest(`g${n}@client.test`));
    const fewer = { before: { ...before, attendees: many }, after: { ...before, attendees: many.slice(1) } };
    expect(editFaults(fewer)).toEqual({});
  });

  it("says nothing about what nobody changed", () => {
    const odd = { ...before, title: "", end: "13:00", location: { kind: "phone" as const, text: null } };
    expect(editFaults({ before: odd, after: { ...odd, description: "New" } })).toEqual({});
  });
});

describe("planEdit (RULES O7)", () => {
  const edit = wanting({ title: "Mine", start: "16:00", end: "16:30" });
  it.each<[string, Partial<EventFields>, { send: EditedField[]; lost: EditedField[] }]>([
    ["the event as it was: all is sent", {}, { send: ["title", "time"], lost: [] }],
    [
      "a field nobody asked about has changed",
      { description: "Theirs" },
      { send: ["title", "time"], lost: [] },
    ],
    [
      "the calendar has moved it: its time stays",
      { date: "2026-12-04" },
      { send: ["title"], lost: ["time"] },
    ],
    [
      "it says so already: a lost answer",
      { title: "Mine", start: "16:00", end: "16:30" },
      { send: [], lost: [] },
    ],
    ["half of it does", { title: "Mine" }, { send: ["time"], lost: [] }],
    [
      "the same moment in another zone's words",
      { zone: "UTC", start: "13:00", end: "13:30" },
      { send: ["title", "time"], lost: [] },
    ],
  ])("%s", (_name, now, plan) => expect(planEdit(edit, { ...before, ...now })).toEqual(plan));

  it.each<[string, Partial<EventFields>, EditedField[][], { send: EditedField[]; lost: EditedField[] }]>([
    ["it was not made", {}, [["title", "guests"]], { send: ["title", "guests"], lost: [] }],
    ["it was made", { title: "Mine", attendees: [] }, [["title", "guests"]], { send: [], lost: [] }],
    [
      "it was made, and the guests were changed back since",
      { title: "Mine" },
      [["title", "guests"]],
      { send: [], lost: ["guests"] },
    ],
    [
      "the title was the calendar's own doing before it",
      { title: "Mine" },
      [["guests"]],
      { send: ["guests"], lost: [] },
    ],
    ["the one after it was made", { title: "Mine" }, [["guests"], ["title"]], { send: ["guests"], lost: [] }],
  ])("a write without an answer: %s", (_name, now, tried, plan) => {
    const wanted = wanting({ title: "Mine", attendees: [] });
    expect(planEdit(wanted, { ...before, ...now }, tried)).toEqual(plan);
  });

  it("adds and takes guests off one by one, so that they stand against nothing", () => {
    const swap = wanting({ attendees: [guest("lee@client.test"), guest("ned@client.test")] });
    const now = (...emails: string[]) => ({ ...before, attendees: emails.map(guest) });
    const [lee, zoe, ned] = ["lee@client.test", "zoe@client.test", "ned@client.test"];
    expect(planEdit(swap, now(lee, zoe, "new@client.test")).send).toEqual(["guests"]);
    expect(planEdit(swap, now(lee, ned)).send).toEqual([]);
    expect(patchOf(swap, ["guests"], (text) => text)).toEqual({
      guests: { add: [{ email: ned, name: null }], remove: [zoe] },
    });
  });
});

const shared: SharedFields = {
  title: "Pricing",
  startAt: "2026-12-03T13:00:00.000Z",
  endAt: "2026-12-03T13:30:00.000Z",
  zone: "Europe/Berlin",
  allDay: null,
  locationKind: "address",
  locationText: "Room 4",
  joinUrl: null,
  joinPending: false,
  descriptionHtml: "Agenda",
  organizerEmail: "mia@acme.test",
  organizerName: null,
  eventUrl: null,
  repeats: false,
  tentative: false,
  away: false,
  guests: ["lee@client.test", "mia@acme.test"].map((email) => ({
    email,
    name: null,
    reply: "awaiting",
    organizer: email.startsWith("mia"),
    optional: false,
  })),
};

describe("eventFieldsOf", () => {
  it("tells the times of the meeting's own zone, and only who was invited", () => {
    expect(eventFieldsOf(shared, (html) => html)).toEqual({
      ...before,
      attendees: [guest("lee@client.test")],
    });
  });
});

describe("editPermit (RULES O4, O5)", () => {
  const facts = {
    push: "scheduled",
    cancelled: false,
    frozen: false,
    shared,
    provider: "google",
    waiting: false,
    calendar: "connected",
  } as const;
  it.each<[string, object, string, RegExp | null]>([
    ["one's own event", {}, "event", null],
    ["logged only", { push: "local", calendar: null }, "here", null],
    ["refused by the calendar", { push: "failed" }, "here", null],
    ["on its way", { push: "pending" }, "event", /still being sent/],
    ["a change on its way", { waiting: true }, "event", /A change of this meeting/],
    ["somebody else's", { calendar: null }, "event", /mia@acme.test organises this meeting/],
    ["a series", { shared: { ...shared, repeats: true } }, "event", /It repeats: change the event in Google/],
    ["canceled", { cancelled: true }, "event", /canceled/],
    ["private by now", { frozen: true }, "event", /private/],
    ["a dead grant", { calendar: "reconnect" }, "event", /Reconnect/],
    ["switched off", { calendar: "switched-off" }, "event", /Sync my calendar/],
    ["disconnected", { calendar: "disconnected" }, "event", /Connect your calendar/],
  ])("%s", (_name, more, destination, lock) => {
    const permit = editPermit({ ...facts, ...more });
    expect(permit.destination).toBe(destination);
    if (lock) expect(permit.lock).toMatch(lock);
    else expect(permit.lock).toBeNull();
  });
});

describe("descriptionLock", () => {
  it.each([
    [null, true],
    ["Agenda<br />term", true],
    ["<div><p>Agenda</p></div>", true],
    ['<a href="https://x.test">Join</a>', false],
    ["<ul><li>Price</li></ul>", false],
    ["5 &lt; 6", true],
  ])("%s", (descriptionHtml, isOpen) => expect(descriptionLock({ descriptionHtml }) === null).toBe(isOpen));
});
