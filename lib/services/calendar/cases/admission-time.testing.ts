import { expect } from "vitest";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

/** Section 9, Admission: when it was made, and on which calendar. */
export const admissionTime: readonly Case[] = [
  row({
    no: 1,
    name: "made before the connection, edited after it: nothing",
    connected: [],
    async given(s) {
      const event = await s.add("Old plan");
      await s.age(event);
      await s.mia.connect();
      return event;
    },
    when: (s, event) => s.edit(event, { summary: "Old plan, edited" }),
    shows: async (s) => expect(await s.timeline()).toEqual([]),
  }),
  row({
    no: 2,
    name: "made after the connection, for yesterday: logged in the past",
    when: (s) => s.add("Written down later", { day: -1 }),
    async shows(s) {
      expect(await s.timeline()).toEqual(["day -1 10:00 Written down later"]);
      expect((await s.card()).outcome).toBe("Completed");
    },
  }),
  row({
    no: 3,
    name: "4,000 events of before: no card, no contact, and a cursor to go on from",
    connected: [],
    given: (s) => s.fill(4_000),
    when: (s) => s.mia.connect(),
    async shows(s) {
      expect(await s.timeline()).toEqual([]);
      expect(await s.connection()).toMatchObject({ state: "in-sync", cursor: expect.any(String) });
    },
  }),
  row({
    no: 4,
    name: "made between the consent and the end of the first listing: logged, once",
    connected: [],
    async given(s) {
      await s.age(await s.add("Of before"));
      await s.mia.connect();
      await s.add("Just then");
    },
    when: (s) => s.mia.pull(),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Just then"]),
  }),
  row({
    no: 18,
    name: "an event on another calendar of Mia's, named by a message: nothing",
    only: {
      on: "microsoft",
      because: "At Google the primary calendar alone is listed and watched: no row of another one can come.",
    },
    given: (s) => s.listen(),
    async when(s) {
      const event = await s.add("On the other calendar");
      await s.act("POST", `/people/${event.by}/events/${encodeURIComponent(event.id)}/move`, {
        calendar: "other",
      });
      await s.named(event);
    },
    async shows(s) {
      expect(await s.timeline()).toEqual([]);
      expect(await s.logged("On the other calendar")).toBe(0);
    },
  }),
  row({
    no: 19,
    name: "moved onto the primary calendar: its creation decides; moved off it: Canceled",
    ruling:
      "RULES section 9: an event that is off the primary calendar is Canceled, unless another copy lives.",
    async when(s) {
      const [old, fresh] = [await s.add("Old"), await s.add("Fresh", { at: "11:00" })];
      await s.moveTo("other", [old, fresh]);
      await s.age(old);
      await s.mia.pull();
      await s.moveTo("default", [old, fresh]);
      await s.mia.pull();
      expect(await s.timeline()).toEqual(["day 3 11:00 Fresh"]);
      await s.moveTo("other", [fresh]);
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 11:00 Fresh (canceled)"]),
  }),
];
