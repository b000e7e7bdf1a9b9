import { expect } from "vitest";
import { deleteMeeting } from "../../meetings/delete";
import { setInternalNote, setOutcome } from "../../meetings/edit-own-fields";
import type { Case } from "./row.testing";
import { row } from "./row.testing";

/** Section 9, Edits and deletions. */
export const edits: readonly Case[] = [
  row({
    no: 53,
    name: "title, time and place edited by the organiser: the same card, up to date",
    async given(s) {
      const event = await s.add("Kick-off");
      await s.mia.pull();
      return { event, id: (await s.card()).id };
    },
    async when(s, { event }) {
      await s.edit(event, { summary: "Kick-off, at last" });
      await s.edit(event, { day: 5, at: "09:00", location: "Room 4" });
    },
    async shows(s, { id }) {
      expect(await s.timeline()).toEqual(["day 5 09:00 Kick-off, at last"]);
      expect(await s.card()).toMatchObject({ id, location: { kind: "address", text: "Room 4" } });
    },
  }),
  row({
    no: 54,
    name: "Mia deletes her event: Canceled",
    ruling: "I8: the card stays, struck through, with when and in which calendar.",
    given: (s) => s.add("Kick-off"),
    when: (s, event) => s.remove(event),
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Kick-off (canceled)"]);
      expect((await s.card()).cancelled?.where).toBe(s.world.desk.app);
    },
  }),
  row({
    no: 55,
    name: "Lee calls off their meeting: Canceled under its own title, and the copy's end changes nothing",
    ruling: "I8.",
    given: (s) => s.add("Their call", { by: s.lee.email, guests: [s.mia.email] }),
    async when(s, event) {
      const copy = await s.copy(event, s.mia.email);
      await s.remove(event);
      await s.mia.pull();
      expect(await s.timeline()).toEqual(["day 3 10:00 Their call (canceled)"]);
      if (s.provider === "microsoft") await s.remove(copy);
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Their call (canceled)"]),
  }),
  row({
    no: 56,
    name: "said to be removed and still there, years ahead of the listed window: followed there",
    only: { on: "microsoft", because: "Google lists without a window." },
    given: (s) => s.add("Much later"),
    when: (s, event) => s.edit(event, { day: 1_200 }),
    shows: async (s) => expect(await s.timeline()).toEqual(["day 1200 10:00 Much later"]),
  }),
  row({
    no: 57,
    name: "gone before it was ever read: nothing",
    async when(s) {
      await s.remove(await s.add("In and out"));
    },
    async shows(s) {
      expect(await s.timeline()).toEqual([]);
      expect(await s.logged("In and out")).toBe(0);
    },
  }),
  row({
    no: 58,
    name: "deleted in the CRM: the event stays as it is, and nothing brings the card back",
    async given(s) {
      const event = await s.add("From the calendar");
      await s.schedule("From the CRM");
      return event;
    },
    async when(s, event) {
      const [before, ctx] = [await s.writes(), s.world.ctxOf(s.mia.user)];
      for (const { meetingId } of await s.cards())
        await deleteMeeting(ctx, { meetingId, alsoCancelEvent: false });
      expect(await s.writes()).toBe(before);
      for (const made of [event, ...(await s.inCalendar("From the CRM"))])
        await s.edit(made, { summary: "Edited since", at: "15:00" });
      await s.mia.pull();
      await s.trouble("expire-sync-tokens");
    },
    shows: async (s) => expect(await s.timeline()).toEqual([]),
  }),
  row({
    no: 59,
    name: "edited in the CRM: the organiser's own event is changed and its guest told; what others organise is locked",
    ruling: "O4, O5: outcome and note are the CRM's own, whoever organises.",
    async given(s) {
      const mine = await s.schedule("Mine");
      await s.add("Theirs", { by: s.lee.email, guests: [s.mia.email] });
      return mine;
    },
    async when(s, mine) {
      const ctx = s.world.ctxOf(s.mia.user);
      const before = await s.writes();
      const theirs = (await s.cards()).find(({ title }) => title === "Theirs")?.meetingId ?? "";
      for (const meetingId of [mine, theirs]) {
        await setOutcome(ctx, { meetingId, outcome: "No show" });
        await setInternalNote(ctx, { meetingId, internalNote: "Floor is 80k" });
      }
      await expect(s.change(theirs, { title: "Theirs, edited" })).rejects.toMatchObject({ code: "conflict" });
      expect(await s.writes()).toBe(before);
      expect(await s.change(mine, { title: "Mine, edited", start: "13:00", end: "13:30" })).toEqual({
        result: "sent",
        note: null,
      });
      expect(await s.writes()).toBe(before + 1);
      s.scheduled.push({ meetingId: mine, title: "Mine, edited" });
      const decided = await s.cards();
      await s.mia.pull();
      expect(await s.cards()).toEqual(decided);
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Theirs", "day 4 13:00 Mine, edited"]);
      const own = { outcome: "No show", internalNote: "Floor is 80k" };
      expect(await s.cards()).toMatchObject([own, own]);
      expect(await s.inCalendar("Mine, edited")).toHaveLength(1);
      expect(await s.inCalendar("Theirs, edited")).toEqual([]);
    },
  }),
  row({
    no: 60,
    name: "moved in the calendar while it is edited here: the calendar's time stays, the rest is sent, and the card says so",
    given: (s) => s.schedule("Contested"),
    async when(s, meetingId) {
      const save = await s.editForm(meetingId);
      for (const event of await s.inCalendar("Contested")) await s.edit(event, { day: 4, at: "15:00" });
      s.scheduled.push({ meetingId, title: "Contested, edited" });
      expect(await save({ title: "Contested, edited", start: "09:00", end: "09:30" })).toMatchObject({
        result: "not-made",
        note: expect.stringContaining("The time had been changed"),
      });
    },
    async shows(s) {
      expect(await s.timeline()).toEqual(["day 4 15:00 Contested, edited"]);
      expect((await s.card()).calendar.edit).toMatchObject({ state: "lost" });
    },
  }),
];
