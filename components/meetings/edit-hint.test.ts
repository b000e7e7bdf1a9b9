import { describe, expect, it } from "vitest";
import type { EventFields } from "@/lib/domain/meetings/edit-inputs";
import { editHint } from "./edit-hint";

const guest = (name: string) => ({
  email: `${name.toLowerCase()}@x.example`,
  name,
  contactId: `contact of ${name}` as string | null,
  userId: null,
});
const [amara, jon, lee, zoe] = ["Amara", "Jon", "Lee", "Zoe"].map(guest) as [Guest, Guest, Guest, Guest];
type Guest = ReturnType<typeof guest>;
const mei = { ...guest("Mei"), email: "mei@almanac.example" };

const before: EventFields = {
  title: "Renewal",
  date: "2026-11-24",
  start: "14:00",
  end: "14:45",
  zone: "Europe/Warsaw",
  attendees: [mei, amara, jon],
  location: { kind: "address", text: "Hoża 1" },
  description: "Agenda",
};
const standing = {
  destination: "event" as const,
  lock: null,
  calendar: { label: "Google Calendar", maker: "Google" },
  host: { id: "u", name: "Mei", email: "Mei@almanac.example", timeZone: "Europe/Warsaw" },
};
const hint = (change: Partial<EventFields>, where: Partial<Parameters<typeof editHint>[0]> = {}) =>
  editHint({ ...standing, ...where }, { before, after: { ...before, ...change } });
const ready = ({ buttons }: ReturnType<typeof hint>) =>
  buttons.filter((button) => button.ready).map(({ label }) => label);

describe("editHint (RULES O4)", () => {
  it("has one button where nothing goes to a calendar", () => {
    const here = hint({ title: "Other" }, { destination: "here", calendar: null });
    expect(here.buttons).toEqual([{ way: "save", label: "Save", ready: true }]);
    expect(here).toMatchObject({ pressed: "save", text: "The meeting is logged only: nobody is told." });
    const locked = hint({}, { lock: "Amara organises this meeting." });
    expect(locked.buttons).toHaveLength(1);
    expect(locked.text).toBe("Outcome and note stay in the CRM: nobody is told.");
  });
  it("sends no update when nothing shared differs", () => {
    const same = hint({});
    expect(same.buttons.map(({ label }) => label)).toEqual(["Save and send update", "Save"]);
    expect(ready(same)).toEqual(["Save"]);
    expect(same).toMatchObject({
      pressed: "save",
      text: "Outcome and note stay in the CRM: no update is needed.",
    });
  });
  const bound: [Partial<EventFields>, string][] = [
    [{ title: "New" }, "Title belongs to the event: it changes"],
    [{ start: "15:00" }, "Time belongs to the event: it changes"],
    [{ zone: "Europe/Lisbon" }, "Time belongs to the event: it changes"],
    [{ title: "New", end: "15:00" }, "Title and time belong to the event: they change"],
    [
      { title: "New", location: { kind: "none", text: null }, description: "" },
      "Title, place and description belong to the event: they change",
    ],
  ];
  it.each(bound)("leaves to the event what belongs to it: %o", (change, words) => {
    const said = hint(change);
    expect(ready(said)).toEqual(["Save and send update"]);
    expect(said.pressed).toBe("send");
    expect(said.text).toBe(`2 people will be told by Google. ${words} with Save and send update.`);
  });
  it("tells those who are taken off alone, and offers no Save for it", () => {
    const said = hint({ attendees: [mei, jon] });
    expect(ready(said)).toEqual(["Save and send update"]);
    expect(said.text).toBe(
      "1 person will be told by Google. Guests belong to the event: they change with Save and send update.",
    );
    expect(hint({ attendees: [mei, jon], title: "New" }).text).toMatch(
      /^2 people .* Title and guests belong/,
    );
  });
  it("says who would be invited, and who would not", () => {
    const said = hint({ attendees: [mei, amara, jon, lee] });
    expect(ready(said)).toEqual(["Save and send update", "Save"]);
    expect(said.pressed).toBe("send");
    expect(said.text).toBe(
      "Save logs the meeting for Lee here and does not invite them; Save and send update invites them. 1 person will be told by Google.",
    );
  });
  it("names a few of those who were added", () => {
    const nameless = { ...zoe, name: null };
    expect(hint({ attendees: [...before.attendees, lee, nameless] }).text).toContain(
      "for Lee and zoe@x.example here",
    );
    const many = ["Ola", "Ada", "Bo", "Cy"].map(guest);
    expect(hint({ attendees: [...before.attendees, ...many] }).text).toContain(
      "for Ola, Ada and 2 more here",
    );
  });
  it("offers no plain Save for who is no contact: they can only be invited", () => {
    const said = hint({ attendees: [...before.attendees, lee, { ...zoe, name: null, contactId: null }] });
    expect(ready(said)).toEqual(["Save and send update"]);
    expect(said.text).toBe(
      "2 people will be told by Google. zoe@x.example cannot be logged here: invite them.",
    );
  });
  it("sees no other time in another zone's words for it", () => {
    expect(ready(hint({ zone: "Europe/Paris" }))).toEqual(["Save"]);
  });
  it("offers Save no more once something else is changed as well", () => {
    const said = hint({ attendees: [...before.attendees, lee], title: "New" });
    expect(ready(said)).toEqual(["Save and send update"]);
    expect(said.text).toBe(
      "3 people will be told by Google. Title belongs to the event: it changes with Save and send update.",
    );
  });
  it("knows an event without guests", () => {
    const alone = { ...before, attendees: [mei] };
    const said = editHint(standing, { before: alone, after: { ...alone, title: "New" } });
    expect(said.text).toMatch(/^Nobody is invited, so nobody is told\. Title belongs/);
  });
});
