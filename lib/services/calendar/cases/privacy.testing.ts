import { expect } from "vitest";
import type { Placed } from "./hand.testing";
import { databaseHolds } from "./peek.testing";
import type { Case } from "./row.testing";
import { row } from "./row.testing";
import type { Stage } from "./stage.testing";

const hide = (s: Stage, copy: Placed) =>
  s.rewrite(copy, {
    google: { details: { visibility: "private", summary: `Bob's secret ${s.no}` } },
    microsoft: { details: { sensitivity: "private", subject: `Bob's secret ${s.no}` } },
  });

/** A logged meeting that has gone private since, under another title. */
async function frozen(s: Stage): Promise<Placed> {
  const event = await s.add("Kick-off");
  await s.mia.pull();
  await s.edit(event, { visibility: "private", summary: `Secret ${s.no}` });
  await s.mia.pull();
  return event;
}

/** Section 9, Privacy. */
export const privacy: readonly Case[] = [
  row({
    no: 30,
    name: "private from the start, in every way a provider has: nothing, and no word of it is stored",
    async when(s) {
      const ways = {
        google: [{ visibility: "private" }, { visibility: "confidential" }],
        microsoft: [{ sensitivity: "private" }, { sensitivity: "confidential" }, { sensitivity: "personal" }],
      };
      for (const way of ways[s.provider])
        await s.add("Doctor of thirty", { description: "Biopsy of thirty", location: "Ward thirty", ...way });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual([]);
      for (const secret of ["Doctor of thirty", "Biopsy of thirty", "Ward thirty"])
        expect(await databaseHolds(s.world, secret)).toBe(false);
      expect(await databaseHolds(s.world, s.lee.email)).toBe(true);
    },
  }),
  row({
    no: 31,
    name: "public, later private: the meeting stays as it was and stops following",
    async when(s) {
      const event = await frozen(s);
      await s.edit(event, { day: 4, at: "15:00", summary: "Still secret 31" });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Kick-off (frozen)"]);
      expect(await databaseHolds(s.world, "ecret 31")).toBe(false);
    },
  }),
  row({
    no: 32,
    name: "that event deleted: the meeting stays as it was",
    ruling: "product.md section 10: a frozen meeting stays as it was, also when the event is deleted.",
    given: frozen,
    when: (s, event) => s.remove(event),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Kick-off (frozen)"]),
  }),
  row({
    no: 33,
    name: "that event public again: the meeting follows, with what the calendar says now",
    given: frozen,
    when: (s, event) => s.edit(event, { visibility: "default", summary: "In the open", at: "12:00" }),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 12:00 In the open"]),
  }),
  row({
    no: 34,
    name: "private at first, public later: logged then",
    async given(s) {
      const event = await s.add("Secret 34", { visibility: "private" });
      await s.mia.pull();
      expect(await s.timeline()).toEqual([]);
      return event;
    },
    when: (s, event) => s.edit(event, { visibility: "default", summary: "No secret" }),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 No secret"]),
  }),
  row({
    no: 35,
    name: "one slot of a series private: Google hides the whole series, and each of its cards stops following",
    only: { on: "google", because: "Outlook keeps the privacy of a slot to that slot." },
    async when(s) {
      const series = await s.series("Weekly");
      await s.edit(s.slot(series, 3), { summary: "Third" });
      await s.mia.pull();
      expect(await s.timeline()).toEqual(["day 3 10:00 Weekly", "day 17 10:00 Third"]);
      await s.edit(s.slot(series, 3), { visibility: "private" });
      await s.mia.pull();
      await s.edit(series, { summary: "Secret 35" });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Weekly (frozen)", "day 17 10:00 Third (frozen)"]);
      expect(await databaseHolds(s.world, "Secret 35")).toBe(false);
    },
  }),
  row({
    no: 36,
    name: "the calendar's own default visibility counts as public",
    only: { on: "google", because: "Outlook has no such default: `normal` is plainly public." },
    when: (s) => s.add("Usual", { visibility: "default" }),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Usual"]),
  }),
  row({
    no: 37,
    name: "Bob's copy is private, Mia's is not: the meeting lives through hers, whoever is read first",
    ruling: "product.md section 10: privacy is per copy.",
    connected: ["mia", "bob"],
    async when(s) {
      const guests = [s.lee.email, s.bob.email];
      const [one, two] = [await s.add("One", { guests }), await s.add("Two", { guests, at: "11:00" })];
      await hide(s, await s.copy(two, s.bob.email));
      await s.bob.pull();
      expect(await s.timeline()).toEqual(["day 3 10:00 One"]);
      await s.edit(one, { summary: "One, edited" });
      await s.edit(two, { summary: "Two, edited" });
      await s.mia.pull();
      await hide(s, await s.copy(one, s.bob.email));
      await s.bob.pull();
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 One, edited", "day 3 11:00 Two, edited"]);
      expect(await databaseHolds(s.world, "secret 37")).toBe(false);
    },
  }),
];
