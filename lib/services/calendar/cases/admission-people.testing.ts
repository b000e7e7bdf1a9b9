import { expect } from "vitest";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

/** Section 9, Admission: who takes part decides. */
export const admissionPeople: readonly Case[] = [
  row({
    no: 5,
    name: "a guest's address in other letters is the same address",
    when: (s) =>
      s.add("Kick-off", { guests: [s.lee.email.replace("lee", "LEE").replace("client", "Client")] }),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Kick-off"]),
  }),
  row({
    no: 6,
    name: "a contact and a stranger: on the contact's timeline alone, and nobody is made",
    when: (s) => s.add("Kick-off", { guests: [s.lee.email, "unknown@client6.test"] }),
    async shows(s) {
      expect((await s.card()).attendees).toMatchObject([
        { email: s.lee.email, contactId: s.lee.ref.id },
        { email: "unknown@client6.test", contactId: null },
      ]);
      expect(await s.knows("unknown@client6.test")).toBe(false);
    },
  }),
  row({
    no: 7,
    name: "strangers only: nothing, also when one becomes a contact, until the event changes",
    ruling:
      "product.md section 10: its next change brings it, and N1 offers the stranger as a contact at once.",
    async when(s) {
      const event = await s.add("Cold call", { guests: ["new@client7.test"] });
      await s.mia.pull();
      expect(await s.reason(event)).toMatchObject({ result: "no-match", strangers: ["new@client7.test"] });
      const fresh = await s.contact("new@client7.test");
      await s.mia.pull();
      expect(await s.timeline(fresh)).toEqual([]);
      await s.edit(event, { summary: "Warm call" });
      return fresh;
    },
    shows: async (s, _, fresh) => expect(await s.timeline(fresh)).toEqual(["day 3 10:00 Warm call"]),
  }),
  row({
    no: 8,
    name: "a contact who organises, and is not among the guests",
    async when(s) {
      const event = await s.add("Their call", { by: s.lee.email, guests: [s.mia.email] });
      await s.rename(await s.copy(event, s.mia.email), [{ email: s.mia.email }]);
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Their call"]);
      expect((await s.card()).organizer).toBe("Lee");
    },
  }),
  row({
    no: 9,
    name: "members only, one of them with a private address: nothing, though that one is stored as a contact",
    async given(s) {
      await s.colleague("contractor9@gmail.com");
      return s.contact("contractor9@gmail.com");
    },
    when: (s) => s.add("Retro", { guests: [s.bob.email, "contractor9@gmail.com"] }),
    async shows(s, contractor) {
      expect(await s.timeline(contractor)).toEqual([]);
      expect(await s.logged("Retro")).toBe(0);
    },
  }),
  row({
    no: 10,
    name: "an address of the organisation's own domain, stored as a contact: the domain decides",
    given: (s) => s.contact("hr10@acme.test"),
    when: (s) => s.add("Staff talk", { guests: ["hr10@acme.test"] }),
    async shows(s, hr) {
      expect(await s.timeline(hr)).toEqual([]);
      expect(await s.logged("Staff talk")).toBe(0);
    },
  }),
  row({
    no: 11,
    name: "an event of members gains a contact: logged then",
    async when(s) {
      const event = await s.add("Planning", { guests: [s.bob.email] });
      await s.mia.pull();
      expect(await s.logged("Planning")).toBe(0);
      await s.edit(event, { guests: [s.bob.email, s.lee.email] });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Planning"]),
  }),
  row({
    no: 12,
    name: "a contact is taken off: the card leaves their timeline, and is Canceled once nobody is left",
    ruling: "I9: the card stays, Canceled, on the timeline of the last one who was taken off.",
    async when(s) {
      const alone = await s.add("With Lee", { guests: [s.lee.email, s.bob.email] });
      const both = await s.add("With both", { guests: [s.lee.email, s.zoe.email] });
      await s.mia.pull();
      expect(await s.timeline()).toHaveLength(2);
      await s.edit(alone, { guests: [s.bob.email] });
      await s.edit(both, { guests: [s.zoe.email] });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 With Lee (canceled)"]);
      expect(await s.timeline(s.zoe)).toEqual(["day 3 10:00 With both"]);
    },
  }),
  row({
    no: 13,
    name: "a group address that is stored as a contact and on the account's list: nobody in particular",
    ruling: "I10: the account keeps its own list of group addresses.",
    async given(s) {
      await s.groupAddress("team@client13.test");
      return s.contact("team@client13.test");
    },
    async when(s) {
      await s.add("Workshop", { guests: [s.lee.email, "team@client13.test"] });
      await s.add("Town hall", { guests: ["team@client13.test"] });
    },
    async shows(s, team) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Workshop"]);
      expect(await s.timeline(team)).toEqual([]);
    },
  }),
  row({
    no: 14,
    name: "Mia is invited through a group alone: logged with its organiser, her own answer unknown",
    async when(s) {
      const event = await s.add("Pitch", { by: s.lee.email, guests: [s.mia.email] });
      await s.rename(await s.copy(event, s.mia.email), [
        { email: s.lee.email, answer: "accepted" },
        { email: "sales@acme.test" },
      ]);
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Pitch"]);
      expect(await s.reply(s.mia.email)).toBeUndefined();
    },
  }),
  row({
    no: 15,
    name: "a room with a contact's address is a room",
    given: (s) => s.contact("room@client15.test"),
    async when(s) {
      const event = await s.add("On site", { guests: [s.lee.email] });
      await s.rename(event, [{ email: s.lee.email }, { email: "room@client15.test", resource: true }]);
    },
    async shows(s, room) {
      expect(await s.timeline()).toEqual(["day 3 10:00 On site"]);
      expect(await s.timeline(room)).toEqual([]);
    },
  }),
  row({
    no: 16,
    name: "guests without an address, or with an X.500 name, are passed over",
    async when(s) {
      const event = await s.add("Imported", { guests: [s.lee.email] });
      const x500 = "/O=EXCHANGELABS/OU=GROUP/CN=RECIPIENTS/CN=4F";
      await s.rename(event, [{ email: "" }, { email: x500 }, { email: s.lee.email }]);
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Imported"]);
      expect((await s.card()).attendees).toMatchObject([{ email: s.lee.email }]);
    },
  }),
  row({
    no: 17,
    name: "nobody is invited: nothing",
    when: (s) => s.add("Write the offer", { guests: [] }),
    async shows(s, _, event) {
      expect(await s.logged("Write the offer")).toBe(0);
      expect(await s.reason(event)).toMatchObject({ result: "skipped", rule: "no-guests" });
    },
  }),
  row({
    no: 20,
    name: "a guest list that the provider leaves out takes nobody off",
    async when(s) {
      const guests = [s.mia.email, s.zoe.email];
      const event = await s.add("Large call", { by: s.lee.email, guests });
      await s.mia.pull();
      expect(await s.timeline(s.zoe)).toHaveLength(1);
      const copy = await s.copy(event, s.mia.email);
      await s.rename(copy, [{ email: s.mia.email }]);
      await s.rewrite(copy, {
        google: { details: { attendeesOmitted: true } },
        microsoft: { details: { hideAttendees: true } },
      });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Large call"]);
      expect(await s.timeline(s.zoe)).toEqual(["day 3 10:00 Large call"]);
    },
  }),
];
