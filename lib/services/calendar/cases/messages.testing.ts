import { expect } from "vitest";
import { days, shift } from "@/lib/domain/time/instant";
import { database, systemCtx } from "../../wiring";
import { enqueueDue } from "../enqueue-due";
import { watchCalendar } from "../watch";
import { takeJobs, waitingPulls } from "./peek.testing";
import { type Letter, post, received } from "./post.testing";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

const onlyNamed = {
  on: "microsoft",
  because: "Google's messages name no event, and its listing shows one as soon as it is there.",
} as const;

/** Section 9, Transport: messages. */
export const messages: readonly Case[] = [
  row({
    no: 69,
    name: "greetings and forged messages leave nothing, one that comes twice leaves one pull",
    async when(s) {
      // One message per change, so that none is still on its way when the forged ones come.
      await s.behave({ google: {}, microsoft: { notificationCopies: 1 } });
      const { letters } = await received(s, () => s.listen());
      await takeJobs(s.world);
      for (const letter of letters) await post(s, letter);
      expect(await waitingPulls(s.world, s.mia)).toBe(0);
      const real = (await received(s, () => s.add("Kick-off"))).letters[0] as Letter;
      await takeJobs(s.world);
      await post(s, { ...real, number: 998, channel: "0b6fb0f5-0000-4000-8000-000000000000" });
      await post(s, { ...real, number: 999, secret: "guessed" });
      expect(await waitingPulls(s.world, s.mia)).toBe(0);
      const next = { ...real, number: 1_000 };
      await post(s, next);
      await post(s, next);
      expect(await waitingPulls(s.world, s.mia)).toBe(1);
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Kick-off"]),
  }),
  row({
    no: 70,
    name: "a burst of messages: one pull, and everything is there",
    given: (s) => s.listen(),
    async when(s) {
      await takeJobs(s.world);
      const adding = [1, 2, 3, 4, 5].map((nth) => s.add(`Event ${nth}`, { day: nth }));
      const { letters } = await received(s, () => Promise.all(adding));
      for (const letter of letters) await post(s, { ...letter, number: (letter.number ?? 0) + 1_000 });
      expect(await waitingPulls(s.world, s.mia)).toBe(1);
      await s.mia.pull();
    },
    shows: async (s) => expect(await s.timeline()).toHaveLength(5),
  }),
  row({
    no: 71,
    name: "a new event that is not to be found for a while: on the timeline once it is",
    only: onlyNamed,
    given: (s) => s.listen(),
    async when(s) {
      await s.behave({ google: {}, microsoft: { hidesNewEventsSeconds: 3_600 } });
      await s.named(await s.add("Late to appear"));
      for (const _ of [1, 2, 3]) await s.mia.pull();
      expect(await s.timeline()).toEqual([]);
      await s.behave({ google: {}, microsoft: { hidesNewEventsSeconds: 0 } });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Late to appear"]),
  }),
  row({
    no: 72,
    name: "`updated` comes before `created`: one card, as the event is now",
    only: onlyNamed,
    given: (s) => s.listen(),
    async when(s) {
      const { letters } = await received(s, async () => {
        const event = await s.add("First draft");
        await s.edit(event, { summary: "Final" });
      });
      await s.mia.pull();
      for (const letter of [...letters].reverse()) await post(s, letter);
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Final"]),
  }),
  row({
    no: 73,
    name: "a draft that Outlook keeps while somebody types: nothing until it is sent",
    only: { on: "microsoft", because: "Google knows no drafts." },
    async when(s) {
      const empty = await s.add("New Event", { isDraft: true, guests: [] });
      const draft = await s.add("Half a title", { isDraft: true, at: "11:00" });
      await s.mia.pull();
      expect(await s.timeline()).toEqual([]);
      await s.edit(empty, { summary: "Kick-off", guests: [s.lee.email], isDraft: false });
      await s.edit(draft, { summary: "Review", isDraft: false });
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Kick-off", "day 3 11:00 Review"]),
  }),
  row({
    no: 79,
    name: "a channel that ended unnoticed: the timetable's pull brings everything, and a new one is opened",
    given: (s) => s.listen(),
    async when(s) {
      await s.trouble(s.provider === "google" ? "drop-channel" : "drop-subscription");
      await s.add("Unannounced");
      await takeJobs(s.world);
      const later = shift(new Date().toISOString(), days(8));
      await enqueueDue(database(), later, true, (accountId) => systemCtx(accountId, "test"));
      expect(await waitingPulls(s.world, s.mia)).toBe(1);
      const { id } = await s.connection();
      await watchCalendar({ ...s.world.ctxOf(s.mia.user), now: () => later }, id);
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Unannounced"]);
      const list = await s.act("GET", s.provider === "google" ? "/channels" : "/subscriptions");
      const standing: { email: string }[] = list.channels ?? list.subscriptions;
      expect(standing.filter(({ email }) => email === s.mia.email)).toHaveLength(1);
    },
  }),
];
