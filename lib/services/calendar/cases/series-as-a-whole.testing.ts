import { expect } from "vitest";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

/** Section 9, Recurrence: what happens to a series as a whole. */
export const seriesAsAWhole: readonly Case[] = [
  row({
    no: 45,
    name: "this and following: one series still, with a card where it was split",
    ruling:
      "product.md section 10: a split series is one series. Outlook begins a series of its own, made now and under a UID of its own, so that only there a series of before comes in when it is split.",
    async given(s) {
      const old = await s.series("Old weekly", { at: "08:00" });
      await s.age(old);
      return { old, series: await s.series("Weekly") };
    },
    async when(s, { old, series }) {
      await s.edit(s.slot(old, 10, { at: "08:00" }), { summary: "Old, split", scope: "following" });
      await s.edit(s.slot(series, 10), { summary: "Weekly, split", scope: "following" });
    },
    shows: async (s) =>
      expect(await s.timeline()).toEqual([
        "day 3 10:00 Weekly",
        ...(s.provider === "microsoft" ? ["day 66 08:00 Old, split"] : []),
        "day 66 10:00 Weekly, split",
      ]),
  }),
  row({
    no: 48,
    name: "a series is deleted: what is to come is Canceled, what was stays as it happened",
    ruling: "product.md section 10.",
    async given(s) {
      const series = await s.series("Weekly", { day: -13 });
      await s.edit(s.slot(series, 2, { day: -13 }), { day: -6, at: "16:00" });
      await s.edit(s.slot(series, 4, { day: -13 }), { day: 8, at: "16:00" });
      return series;
    },
    when: (s, series) => s.remove(series),
    shows: async (s) =>
      expect(await s.timeline()).toEqual([
        "day -13 10:00 Weekly",
        "day -6 16:00 Weekly",
        "day 8 16:00 Weekly (canceled)",
      ]),
  }),
  row({
    no: 49,
    name: "a single event becomes a series, and a series a single event: one card each, as before",
    async given(s) {
      return { single: await s.add("Single"), series: await s.series("Weekly", { at: "12:00" }) };
    },
    async when(s, { single, series }) {
      await s.edit(single, { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"] });
      await s.rewrite(series, { google: { recurrence: null }, microsoft: { recurrence: null } });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Single", "day 3 12:00 Weekly"]),
  }),
  row({
    no: 50,
    name: "an endless daily series: one card",
    when: (s) => s.series("Daily", { rule: "FREQ=DAILY" }),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Daily"]),
  }),
];
