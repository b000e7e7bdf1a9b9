import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { deleteRecord } from "../../records/delete-record";
import { mergeContacts } from "../../records/merge-contacts";
import { updateRecord } from "../../records/update-record";
import { disconnectCalendar } from "../disconnect";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

/** Section 9, identity: several copies of one event, and contacts that change. */
export const identity: readonly Case[] = [
  row({
    no: 61,
    name: "Mia and Bob are both guests of Lee's meeting: one card, with both",
    connected: ["mia", "bob"],
    when: (s) => s.add("Their call", { by: s.lee.email, guests: [s.mia.email, s.bob.email] }),
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Their call"]);
      const { attendees } = await s.card();
      for (const rep of [s.mia, s.bob])
        expect(attendees).toContainEqual(expect.objectContaining({ email: rep.email, userId: rep.user.id }));
    },
  }),
  row({
    no: 62,
    name: "Mia disconnects: the card goes on following through Bob's copy",
    connected: ["mia", "bob"],
    given: (s) => s.add("Their call", { by: s.lee.email, guests: [s.mia.email, s.bob.email] }),
    async when(s, event) {
      await disconnectCalendar(s.world.ctxOf(s.mia.user));
      await s.edit(event, { summary: "Their call, edited" });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Their call, edited"]),
  }),
  row({
    no: 63,
    name: "Bob takes his copy off his calendar, Mia organises: the card stays",
    connected: ["mia", "bob"],
    given: (s) => s.add("Kick-off", { guests: [s.lee.email, s.bob.email] }),
    when: async (s, event) => s.remove(await s.copy(event, s.bob.email)),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Kick-off"]),
  }),
  row({
    no: 64,
    name: "Mia declines Lee's meeting: the card stays, with her no",
    given: (s) => s.add("Their call", { by: s.lee.email, guests: [s.mia.email] }),
    when: (s, event) => s.answer(s.mia.email, event, "declined"),
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Their call"]);
      expect(await s.reply(s.mia.email)).toBe("declined");
    },
  }),
  row({
    no: 65,
    name: "Lee's yes in the organiser's copy is not undone by Bob's stale copy",
    connected: ["mia", "bob"],
    given: (s) => s.add("Kick-off", { guests: [s.lee.email, s.bob.email] }),
    async when(s, event) {
      await s.answer(s.lee.email, event, "accepted");
      await s.mia.pull();
      const stale = [{ email: s.mia.email }, { email: s.lee.email }, { email: s.bob.email }];
      await s.rename(await s.copy(event, s.bob.email), stale);
      await s.bob.pull();
    },
    shows: async (s) => expect(await s.reply(s.lee.email)).toBe("accepted"),
  }),
  row({
    no: 66,
    name: "a contact's new address: matched by the Email property alone",
    ruling:
      "product.md section 10: no additional addresses are matched, and no two contacts can have the same Email.",
    async when(s) {
      const ctx = s.world.ctxOf(s.mia.user);
      await updateRecord(ctx, { ref: s.lee.ref, properties: { email: "lee.new@client66.test" } });
      await s.add("By the old address");
      await s.add("By the new address", { guests: ["lee.new@client66.test"] });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 By the new address"]),
  }),
  row({
    no: 67,
    name: "a contact is deleted, another is merged: nobody makes either again, and their cards go on with whoever is left",
    async given(s) {
      const fay = await s.contact("fay@client67.test");
      const shared = await s.add("Kick-off", { guests: [s.lee.email, s.zoe.email] });
      return { fay, shared, hers: await s.add("With Fay", { day: 4, guests: [fay.email] }) };
    },
    async when(s, { fay, shared, hers }) {
      await deleteRecord(s.world.ctxOf(s.mia.user), { ref: s.lee.ref });
      await mergeContacts(s.world.ctxOf(s.mia.user), { primary: s.zoe.ref, secondary: fay.ref });
      await s.edit(shared, { summary: "Kick-off, edited" });
      await s.edit(hers, { summary: "With Fay, edited" });
    },
    async shows(s, { fay }) {
      expect(await s.timeline(s.zoe)).toEqual([
        "day 3 10:00 Kick-off, edited",
        "day 4 10:00 With Fay, edited",
      ]);
      expect(await s.knows(fay.email)).toBe(false);
      expect(await s.knows(s.lee.email)).toBe(false);
    },
  }),
  row({
    no: 68,
    name: "a contact's domain joins the organisation, a contact becomes a user: old cards stay, new events are internal",
    async given(s) {
      const fay = await s.contact("fay@elsewhere68.test");
      const guests = [s.lee.email, fay.email];
      return { fay, event: await s.add("Before", { guests }) };
    },
    async when(s, { fay, event }) {
      await s.sql(sql`insert into account_domains (account_id, domain, kind)
        values (${s.world.accountId}, 'client68.test', 'connected')`);
      await s.colleague(fay.email);
      await s.add("After", { guests: [s.lee.email, fay.email] });
      await s.edit(event, { summary: "Before, edited" });
    },
    async shows(s, { fay }) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Before, edited"]);
      expect(await s.timeline(fay)).toEqual(["day 3 10:00 Before, edited"]);
      expect(await s.logged("After")).toBe(0);
    },
  }),
];
