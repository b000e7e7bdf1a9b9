import { expect } from "vitest";
import { pushMeeting } from "../../meetings/push";
import { systemCtx } from "../../wiring";
import { readAloud } from "./log.testing";
import type { Case } from "./row.testing";
import { row } from "./row.testing";
import type { Stage } from "./stage.testing";

const pushAgain = (s: Stage, meetingId: string) =>
  pushMeeting(systemCtx(s.world.accountId, "test"), meetingId);

async function invitations(s: Stage, title: string): Promise<number> {
  const { mails } = await s.act("GET", `/outbox?to=${s.lee.email}`);
  return (mails as { subject: string }[]).filter(({ subject }) => subject.includes(title)).length;
}

async function expectOneOfEach(s: Stage, title: string): Promise<void> {
  expect(await s.timeline()).toEqual([`day 4 12:00 ${title}`]);
  expect(await s.inCalendar(title)).toHaveLength(1);
  expect(await invitations(s, title)).toBe(1);
}

/** The listing that a round asks for, page by page. */
const LISTING = { google: "/calendars/primary/events", microsoft: "/calendarView/delta" };
const EXPIRED = { google: "fullSyncRequired", microsoft: "SyncStateNotFound" };

/** Section 9, Transport: faults. */
export const faults: readonly Case[] = [
  row({
    no: 74,
    name: "the cursor expires on the third page: what was deleted and what was made in the gap are both told",
    async given(s) {
      return {
        kept: await s.add("Kept", { day: 2 }),
        doomed: await s.add("Doomed", { day: 2, at: "11:00" }),
      };
    },
    async when(s, { kept, doomed }) {
      await s.behave({ google: { largestPage: 2 }, microsoft: { largestPage: 2 } });
      for (const nth of [1, 2, 3, 4, 5, 6]) await s.add(`Gap ${nth}`, { at: `1${nth}:00` });
      await s.edit(kept, { summary: "Kept, edited" });
      await s.remove(doomed);
      const about = { method: "GET", pathContains: LISTING[s.provider] };
      await s.trouble("refuse", { status: 410, reason: EXPIRED[s.provider], after: 2, ...about });
      await s.mia.pull();
    },
    shows: async (s) =>
      expect(await s.timeline()).toEqual([
        "day 2 10:00 Kept, edited",
        "day 2 11:00 Doomed (canceled)",
        ...[1, 2, 3, 4, 5, 6].map((nth) => `day 3 1${nth}:00 Gap ${nth}`),
      ]),
  }),
  row({
    no: 75,
    name: "the answer to an invitation is lost: one event, one card, one mail",
    async when(s) {
      await s.trouble("drop-connection-after-write", { method: "POST" });
      const id = await s.schedule("Renewal");
      expect(await s.card()).toMatchObject({ calendar: { push: "pending" } });
      expect(await pushAgain(s, id)).toMatchObject({ push: "scheduled" });
    },
    shows: (s) => expectOneOfEach(s, "Renewal"),
  }),
  row({
    no: 76,
    name: "Google's limit on invitations: the meeting waits, and goes out once",
    only: { on: "google", because: "Outlook has no such limit: it slows down, which is 429 on every call." },
    async when(s) {
      await s.trouble("quota-exceeded", { method: "POST" });
      const id = await s.schedule("Renewal");
      expect(await s.card()).toMatchObject({ calendar: { push: "pending" } });
      expect(await s.inCalendar("Renewal")).toEqual([]);
      await pushAgain(s, id);
    },
    shows: (s) => expectOneOfEach(s, "Renewal"),
  }),
  row({
    no: 77,
    name: "the grant dies in the night: cards stay, and the same account's return catches up",
    given: (s) => s.add("Of before"),
    async when(s) {
      await s.trouble("revoke-grant");
      await s.add("Meanwhile", { day: 4 });
      await s.mia.pull();
      expect(await s.connection()).toMatchObject({ state: "reconnect" });
      expect(await s.timeline()).toEqual(["day 3 10:00 Of before"]);
      expect(await s.mia.connect()).toBe("connected");
    },
    shows: async (s) =>
      expect(await s.timeline()).toEqual(["day 3 10:00 Of before", "day 4 10:00 Meanwhile"]),
  }),
  row({
    no: 78,
    name: "another account on return: old cards stay as they were, and it starts afresh",
    async given(s) {
      await s.add("Older than the switch", { by: s.bob.email });
      return s.add("Of the old account");
    },
    async when(s, event) {
      for (const { id } of await s.eventsOf(s.bob.email)) await s.age({ id, by: s.bob.email });
      expect(await s.mia.connect({ account: s.bob.email })).toBe("switched");
      await s.mia.pull();
      await s.edit(event, { summary: "Edited in the old account" });
      await s.add("Of the new account", { by: s.bob.email, day: 4 });
    },
    shows: async (s) =>
      expect(await s.timeline()).toEqual([
        "day 3 10:00 Of the old account",
        "day 4 10:00 Of the new account",
      ]),
  }),
  row({
    no: 80,
    name: "a video link that takes its time is shown once it is there; one that is refused never, and nothing waits for it",
    async when(s) {
      const video = { location: { kind: "conference" as const, text: null } };
      await s.trouble(s.provider === "google" ? "meet-pending" : "teams-pending", { seconds: 0.5 });
      await s.schedule("With a link", video);
      expect((await s.card()).location).toMatchObject({ joinUrl: null, pending: true });
      await expect.poll(() => linkAfterPull(s)).toMatch(/^https:\/\//);
      await s.trouble(s.provider === "google" ? "meet-failure" : "teams-failure");
      await s.schedule("Without a link", { ...video, start: "14:00", end: "14:30" });
      if (s.provider === "google") await expect.poll(() => isPending(s), { timeout: 5_000 }).toBe(false);
    },
    async shows(s) {
      const links = (await s.cards()).map(({ title, location }) => [title, location.joinUrl !== null]);
      expect(links.sort()).toEqual([
        ["With a link", true],
        ["Without a link", false],
      ]);
    },
  }),
  row({
    no: 81,
    name: "the text of a Teams meeting is edited, in Outlook and from here: the way in stays",
    only: { on: "microsoft", because: "Google keeps the link apart from the text." },
    async when(s) {
      const location = { kind: "conference" as const, text: null };
      const meetingId = await s.schedule("On Teams", { location, description: "First agenda" });
      await expect.poll(() => linkAfterPull(s), { timeout: 5_000 }).toMatch(/^https:\/\//);
      for (const event of await s.inCalendar("On Teams"))
        await s.edit(event, { description: "Second agenda" });
      await s.mia.pull();
      expect((await s.card()).descriptionHtml).toContain("Second agenda");
      expect(await s.change(meetingId, { description: "Third agenda" })).toMatchObject({ result: "sent" });
    },
    async shows(s) {
      const { location, descriptionHtml } = await s.card();
      expect(location.joinUrl).toMatch(/^https:\/\//);
      expect(descriptionHtml).toContain("Third agenda");
      const [event] = await s.inCalendar("On Teams");
      expect(JSON.stringify(event)).toContain(location.joinUrl);
    },
  }),
  row({
    no: 82,
    name: "our clock is five seconds ahead of the provider's: an event made right after connecting counts",
    connected: [],
    async when(s) {
      await s.mia.connect({ now: new Date(Date.now() + 5_000).toISOString() });
      await s.add("Right after");
    },
    shows: async (s) => expect(await s.timeline()).toEqual(["day 3 10:00 Right after"]),
  }),
  row({
    no: 83,
    name: "no log line has a token, a cursor, or a word of a private event",
    async when(s) {
      await s.add("Biopsy 83", { visibility: "private", description: "Ward 83" });
      await s.add("Open 83");
      await s.trouble("server-error-500");
      return (await readAloud(s)) + (await readAloud(s));
    },
    async shows(s, _, log) {
      expect(await s.timeline()).toEqual(["day 3 10:00 Open 83"]);
      expect(log).toContain("calendar pulled");
      expect(log).not.toMatch(/Biopsy|Ward 83|Open 83|syncToken|deltatoken|skiptoken|validationToken|Bearer/);
      expect(log).not.toContain(s.lee.email);
    },
  }),
];

async function linkAfterPull(s: Stage): Promise<string> {
  await s.mia.pull();
  return (await s.cards()).map(({ location }) => location.joinUrl ?? "").join("");
}

async function isPending(s: Stage): Promise<boolean> {
  await s.mia.pull();
  return (await s.cards()).some(({ location }) => location.pending);
}
