import { expect } from "vitest";
import { inDays } from "@/lib/sandbox/google/testing/sandbox";
import { getTimeOffSettings } from "../../time-off/read";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

/** Section 9, Kinds. */
export const kinds: readonly Case[] = [
  row({
    no: 21,
    name: "an all-day event: nothing",
    when: (s) => s.add("Fair", { days: 1 }),
    async shows(s, _, event) {
      expect(await s.timeline()).toEqual([]);
      expect(await s.reason(event)).toMatchObject({ result: "skipped", rule: "all-day" });
    },
  }),
  row({
    no: 22,
    name: "a logged meeting becomes all-day: it stays, follows, and is shown as all-day",
    ruling: "product.md section 10: the all-day rule is about admission.",
    async when(s) {
      const event = await s.add("Visit");
      await s.mia.pull();
      await s.edit(event, { days: 2, day: 4 });
      await s.mia.pull();
      expect(await s.timeline()).toEqual(["day 4 all day Visit"]);
      await s.edit(event, { summary: "Long visit" });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 4 all day Long visit"]),
  }),
  row({
    no: 23,
    name: "out of office is time off, with an outside guest a meeting, all-day or not",
    ruling: "product.md section 4: without outside guests it is time off, and on no timeline.",
    async when(s) {
      const zone = "Europe/Berlin";
      const midnight = (day: number) => `${inDays(day, "00:00").slice(0, 10)}T00:00:00`;
      const start = { dateTime: midnight(5), timeZone: zone };
      const end = { dateTime: midnight(6), timeZone: zone };
      await s.add("Away", { guests: [], eventType: "outOfOffice", start, end });
      if (s.provider === "microsoft") await s.add("Conference", { days: 1, showAs: "oof" });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(
        s.provider === "microsoft" ? ["day 3 all day Conference (out of office)"] : [],
      );
      expect(await s.logged("Away")).toBe(0);
      const [from, until] = [inDays(5, "00:00").slice(0, 10), inDays(6, "00:00").slice(0, 10)];
      const { upcoming } = await getTimeOffSettings(s.world.ctxOf(s.mia.user));
      expect(upcoming).toMatchObject([{ source: "calendar", note: "Away", allDay: { from, until } }]);
    },
  }),
  row({
    no: 24,
    name: "a logged meeting that Mia now shows as out of office stays a meeting, marked as such",
    only: { on: "microsoft", because: "At Google out of office is a kind of event, which never changes." },
    async when(s) {
      const event = await s.add("On the road");
      await s.mia.pull();
      await s.edit(event, { showAs: "oof" });
      await s.mia.pull();
      await s.edit(event, { summary: "On the road again" });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 On the road again (out of office)"]),
  }),
  row({
    no: 25,
    name: "focus time, working location, birthdays and events out of mails: nothing, also as changes",
    only: { on: "google", because: "Outlook has no such kinds of event." },
    async when(s) {
      const events = [];
      for (const eventType of ["focusTime", "workingLocation", "birthday", "fromGmail"]) {
        const event = await s.add(`Some ${eventType}`);
        await s.rewrite(event, { google: { eventType }, microsoft: {} });
        events.push(event);
      }
      await s.mia.pull();
      const touched = { details: { description: "Touched" } };
      for (const event of events) await s.rewrite(event, { google: touched, microsoft: {} });
    },
    shows: async (s) => expect(await s.timeline()).toEqual([]),
  }),
  row({
    no: 26,
    name: "a tentative event is a meeting, marked as such",
    only: {
      on: "google",
      because: "Outlook's `tentative` is how each person shows the meeting to others, not what it is.",
    },
    when: (s) => s.add("Perhaps", { status: "tentative" }),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Perhaps (tentative)"]),
  }),
  row({
    no: 27,
    name: "26 hours, and midnight to midnight with times: timed events both",
    async when(s) {
      await s.add("Migration", { minutes: 26 * 60 });
      await s.add("Watch", { day: 4, at: "00:00", minutes: 1_440 });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Migration", "day 4 00:00 Watch"]),
  }),
  row({
    no: 28,
    name: "an hour that the clocks skip: the instant that its offset gives",
    when: (s) =>
      s.add("In the gap", {
        start: { dateTime: "2027-03-28T02:30:00+01:00", timeZone: "Europe/Berlin" },
        end: { dateTime: "2027-03-28T03:00:00+01:00", timeZone: "Europe/Berlin" },
      }),
    shows: async (s) =>
      expect(await s.card()).toMatchObject({
        start: "2027-03-28T01:30:00.000Z",
        end: "2027-03-28T02:00:00.000Z",
        zone: "Europe/Berlin",
      }),
  }),
  row({
    no: 29,
    name: "a zone of nobody's: the right instant, in a zone there is",
    only: { on: "microsoft", because: "Google knows zones of the IANA list alone." },
    async when(s) {
      const event = await s.add("Custom zone");
      await s.rewrite(event, { google: {}, microsoft: { zoneLabel: "tzone://Microsoft/Custom" } });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Custom zone"]);
      expect(["Europe/Berlin", "UTC"]).toContain((await s.card()).zone);
    },
  }),
];
