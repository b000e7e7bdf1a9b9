import { expect } from "vitest";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

/** Section 9, Recurrence: slots that change. */
export const recurrence: readonly Case[] = [
  row({
    no: 38,
    name: "a weekly series of 50: one card, for the first slot",
    when: (s) => s.series("Weekly"),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Weekly"]),
  }),
  row({
    no: 39,
    name: "the fifth slot moves: a second card, at the new time",
    given: (s) => s.series("Weekly"),
    when: (s, series) => s.edit(s.slot(series, 5), s.slotTimes(5, "16:00")),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Weekly", "day 31 16:00 Weekly"]),
  }),
  row({
    no: 40,
    name: "Lee declines the seventh slot alone: a card for it, with the no",
    given: (s) => s.series("Weekly"),
    when: (s, series) => s.answer(s.lee.email, s.slot(series, 7), "declined"),
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Weekly", "day 45 10:00 Weekly"]);
      const replies = (await s.cards()).flatMap((card) => card.attendees.map(({ reply }) => reply));
      expect(replies).toEqual(["awaiting", "declined"]);
    },
  }),
  row({
    no: 41,
    name: "Lee accepts the whole series: on the first card, and no other appears",
    given: (s) => s.series("Weekly"),
    when: (s, series) => s.answer(s.lee.email, series, "accepted"),
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Weekly"]);
      expect(await s.reply(s.lee.email)).toBe("accepted");
    },
  }),
  row({
    no: 42,
    name: "the first slot is called off: its card is Canceled, and no other takes its place",
    ruling: "product.md section 10, I8: the card stays, Canceled.",
    given: (s) => s.series("Weekly"),
    when: (s, series) => s.remove(s.slot(series, 1)),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Weekly (canceled)"]),
  }),
  row({
    no: 43,
    name: "a slot that was never shown is called off: a Canceled card on its date",
    ruling: "product.md section 10, I8.",
    given: (s) => s.series("Weekly"),
    when: (s, series) => s.remove(s.slot(series, 9)),
    shows: async (s) =>
      expect(await s.timeline()).toEqual(["day 3 10:00 Weekly", "day 59 10:00 Weekly (canceled)"]),
  }),
  row({
    no: 44,
    name: "the series is renamed: its cards too, but for a slot with a title of its own",
    async given(s) {
      const series = await s.series("Weekly");
      await s.edit(s.slot(series, 5), s.slotTimes(5, "16:00"));
      await s.edit(s.slot(series, 6), { summary: "Sixth" });
      return series;
    },
    when: (s, series) => s.edit(series, { summary: "Jour fixe" }),
    shows: async (s) =>
      expect(await s.timeline()).toEqual([
        "day 3 10:00 Jour fixe",
        "day 31 16:00 Jour fixe",
        "day 38 10:00 Sixth",
      ]),
  }),
  row({
    no: 46,
    name: "a series of before, one slot changed after: nothing",
    async given(s) {
      const series = await s.series("Old weekly");
      await s.age(series);
      return series;
    },
    when: (s, series) => s.edit(s.slot(series, 5), s.slotTimes(5, "16:00")),
    shows: async (s) => expect(await s.timeline()).toEqual([]),
  }),
  row({
    no: 47,
    name: "a slot's row before its series' row: decided by the series all the same",
    async when(s) {
      const series = await s.series("Weekly");
      await s.edit(s.slot(series, 3), s.slotTimes(3, "16:00"));
      // The later change is listed later, and with it the series.
      await s.edit(series, { description: "Agenda" });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Weekly", "day 17 16:00 Weekly"]),
  }),
  row({
    no: 51,
    name: "a changed slot goes back to where it was: its card stays",
    async given(s) {
      const series = await s.series("Weekly");
      await s.edit(s.slot(series, 5), s.slotTimes(5, "16:00"));
      return series;
    },
    when: (s, series) => s.edit(s.slot(series, 5), s.slotTimes(5, "10:00")),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Weekly", "day 31 10:00 Weekly"]),
  }),
  row({
    no: 52,
    name: "Zoe is invited to the third slot alone: a card for it, on her timeline too",
    given: (s) => s.series("Weekly"),
    when: (s, series) => s.edit(s.slot(series, 3), { guests: [s.lee.email, s.zoe.email] }),
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Weekly", "day 17 10:00 Weekly"]);
      expect(await s.timeline(s.zoe)).toEqual(["day 17 10:00 Weekly"]);
    },
  }),
];
