import { describe, expect, it } from "vitest";
import type { CalendarProvider } from "@/lib/domain/calendar/provider";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { deleteMeeting } from "../meetings/delete";
import { listNotifications } from "../notifications/list-notifications";
import { providerUnderTest } from "../testing/desk";
import { systemCtx } from "../wiring";
import { connect, connection, eachStartsFresh, owner, pull, world } from "./connecting.testing";
import { setSyncing } from "./set-syncing";
import {
  bringBack,
  deleteEvents,
  expire,
  held,
  hideEvents,
  idOfMia,
  makeEvents,
  missing,
  numbered,
  outcomes,
  pathOf,
  pullAgain,
  rename,
  review,
  startOver,
  tally,
} from "./sweep.testing";
import { syncCalendar } from "./sync";

eachStartsFresh();

const isGoogle = providerUnderTest() === "google";
const bell = async () => (await listNotifications(world.ctxOf(world.mia))).items;
const ready = async (count: number) => {
  await connect(world.mia);
  await pull(world.mia);
  return held(count);
};
const requests = async () =>
  (await world.act("GET", "/requests")).json.requests as { method: string; path: string }[];

describe("after an expired cursor (RULES N4)", () => {
  it("nothing lost: nothing changes, and what was listed is not asked for by its id", async () => {
    await ready(6);
    const before = (await requests()).length;
    await startOver();
    expect(await tally()).toEqual({ Scheduled: 6 });
    expect(await review()).toBeNull();
    const asked = (await requests()).slice(before).filter(({ path }) => /\/events\/./.test(path));
    if (isGoogle) expect(asked).toEqual([]);
  });

  it("few lost: their meetings are cancelled, the others go on", async () => {
    const ids = await ready(12);
    await expire();
    await deleteEvents(ids.slice(0, 3));
    await rename(ids[5] ?? "", "Renamed in the gap");
    await pull(world.mia);
    expect(await tally()).toEqual({ Canceled: 3, Scheduled: 9 });
    expect(await outcomes()).toMatchObject({ "Meeting 01": "Canceled", "Renamed in the gap": "Scheduled" });
    expect(await review()).toBeNull();
    expect(await bell()).toEqual([]);
  });

  it("many lost: none is cancelled, the person is asked once, and sync goes on", async () => {
    const ids = await ready(20);
    await expire();
    await deleteEvents(ids.slice(0, 12));
    await rename(ids[15] ?? "", "Renamed in the gap");
    await pull(world.mia);
    expect(await tally()).toEqual({ Scheduled: 20 });
    expect(await outcomes()).toMatchObject({ "Renamed in the gap": "Scheduled" });
    expect(await missing()).toEqual(numbered(12));
    expect(await review()).toMatchObject({ checked: 20, email: MIA, checking: false });
    expect(await connection(world.mia)).toMatchObject({
      state: "in-sync",
      cursor: expect.any(String),
    });
    expect(await bell()).toMatchObject([
      { title: "12 meetings would be cancelled. Review", href: "/settings/general/calendar/review" },
    ]);
    await rename(ids[16] ?? "", "Renamed later");
    await makeEvents(["Made later"]);
    await pull(world.mia);
    expect(await outcomes()).toMatchObject({ "Renamed later": "Scheduled", "Made later": "Scheduled" });
    expect(await missing()).toEqual(numbered(12));
  });

  it("all lost: held from five on, and believed below that", async () => {
    const ids = await ready(4);
    await expire();
    await deleteEvents(ids);
    await pull(world.mia);
    expect(await tally()).toEqual({ Canceled: 4 });
    const others = await makeEvents(numbered(5, "Other"));
    await pull(world.mia);
    await expire();
    await deleteEvents(others);
    await pull(world.mia);
    expect(await tally()).toEqual({ Canceled: 4, Scheduled: 5 });
    expect(await missing()).toEqual(numbered(5, "Other"));
  });

  it("what was made before sync was switched off and on again is followed and weighed like the rest", async () => {
    const ids = await ready(14);
    await setSyncing(world.ctxOf(world.mia), { syncing: false });
    await deleteEvents(ids.slice(0, 12));
    await rename(ids[12] ?? "", "Renamed while it was off");
    await expire();
    await setSyncing(world.ctxOf(world.mia), { syncing: true });
    await pull(world.mia);
    expect(await missing()).toEqual(numbered(12));
    expect(await outcomes()).toMatchObject({ "Renamed while it was off": "Scheduled" });
    expect(await tally()).toEqual({ Scheduled: 14 });
  });

  it("asks nobody twice: further lost cursors renew the list", async () => {
    const ids = await ready(20);
    await expire();
    await hideEvents(ids.slice(0, 12));
    await pull(world.mia);
    await startOver();
    await expire();
    await hideEvents(ids.slice(12, 14));
    await bringBack(ids.slice(0, 1));
    await pull(world.mia);
    expect(await missing()).toEqual(numbered(14).slice(1));
    expect(await tally()).toEqual({ Scheduled: 20 });
    expect(await bell()).toHaveLength(1);
  });

  it("takes off the list what comes back, and forgets the question when nothing is left", async () => {
    const ids = await ready(5);
    await expire();
    await hideEvents(ids);
    await pull(world.mia);
    await bringBack(ids.slice(0, 3));
    await pull(world.mia);
    expect(await missing()).toEqual(["Meeting 04", "Meeting 05"]);
    await bringBack(ids.slice(3));
    await pull(world.mia);
    expect(await review()).toBeNull();
    expect(await tally()).toEqual({ Scheduled: 5 });
    expect(await bell()).toMatchObject([{ over: true }]);
  });
});

describe("a sweep that fails halfway (RULES N4)", () => {
  it.each([
    ["a fault of the provider's", { kind: "server-error-500" }],
    ["too many calls", { kind: "rate-limit-429", retryAfter: 1 }],
  ])("%s: nothing is changed, and the whole of it is made again", async (_name, trouble) => {
    const ids = await ready(12);
    await expire();
    await deleteEvents(ids.slice(0, 4));
    await rename(ids[8] ?? "", "Renamed in the gap");
    const path = { method: "GET", pathContains: encodeURIComponent(ids[2] ?? ""), count: 50 };
    await world.act("POST", "/trouble", { ...trouble, ...path });
    await pull(world.mia);
    expect(await tally()).toEqual({ Scheduled: 12 });
    expect(await connection(world.mia)).toMatchObject({ cursor: null });
    await world.act("POST", "/trouble/clear");
    await pullAgain();
    expect(await tally()).toEqual({ Canceled: 4, Scheduled: 8 });
    expect(await outcomes()).toMatchObject({ "Renamed in the gap": "Scheduled" });
  });

  it("a process that dies while it looks, or while it writes", async () => {
    const ids = await ready(8);
    await expire();
    await deleteEvents(ids);
    const ctx = systemCtx(world.accountId, "test");
    const provider = ctx.providers.get(world.desk.provider);
    const dying: CalendarProvider = { ...provider, lookUp: () => Promise.reject(new TypeError("killed")) };
    await syncCalendar({ ...ctx, providers: { ...ctx.providers, get: () => dying } }, await idOfMia());
    expect(await tally()).toEqual({ Scheduled: 8 });
    await owner`alter table sweep_losses add constraint killed check (false) not valid`;
    await pullAgain();
    await owner`alter table sweep_losses drop constraint killed`;
    expect(await review()).toBeNull();
    expect(await connection(world.mia)).toMatchObject({ cursor: null });
    expect(await bell()).toEqual([]);
    await pullAgain();
    expect(await missing()).toEqual(numbered(8));
    expect(await tally()).toEqual({ Scheduled: 8 });
  });
});

describe("what a sweep leaves alone", () => {
  it("never brings back what was deleted in the CRM (RULES O3)", async () => {
    const ids = await ready(3);
    const [row] = await owner<{ id: string }[]>`
      select id from activities where title = 'Meeting 01'`;
    await deleteMeeting(world.ctxOf(world.mia), { meetingId: row?.id ?? "", alsoCancelEvent: false });
    await startOver();
    expect(Object.keys(await outcomes())).toEqual(["Meeting 02", "Meeting 03"]);
    await expire();
    await deleteEvents(ids.slice(0, 1));
    await pull(world.mia);
    expect(Object.keys(await outcomes())).toEqual(["Meeting 02", "Meeting 03"]);
  });

  it("keeps what a teammate's copy carries, however many of one's own are gone (RULES I11)", async () => {
    await connect(world.mia);
    await connect(world.bob, { intent: "connect" });
    const copies: string[] = [];
    for (const summary of numbered(6, "Theirs")) {
      const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
      const attendees = [{ email: MIA }, { email: BOB }];
      const { json } = await world.act("POST", `/people/${LEE}/events`, { summary, ...times, attendees });
      copies.push(await world.desk.copyOf(MIA, LEE, json.id));
    }
    await pull(world.mia);
    await pull(world.bob);
    expect(await tally()).toEqual({ Scheduled: 6 });
    await expire();
    await deleteEvents(copies);
    await pull(world.mia);
    expect(await tally()).toEqual({ Scheduled: 6 });
    // On Outlook a guest's copy that is only gone says that the guest left, and only that waits for a word.
    expect((await review())?.losses.map((loss) => loss.effect) ?? []).toEqual(
      isGoogle ? [] : Array(6).fill("leave"),
    );
  });
});

describe("series in a sweep (RULES I7, section 9)", () => {
  const weekly = async (summary: string, day = 3) =>
    (
      await world.act("POST", `/people/${MIA}/events`, {
        summary,
        start: { dateTime: inDays(day, "12:00"), timeZone: "UTC" },
        end: { dateTime: inDays(day, "12:30"), timeZone: "UTC" },
        recurrence: ["RRULE:FREQ=WEEKLY;COUNT=8"],
        attendees: [{ email: LEE }],
      })
    ).json.id as string;
  const slot = (id: string, week: number, day = 3) => world.desk.slotOf(id, inDays(day + 7 * week, "12:00"));

  it("one that was deleted is one loss, with all that was to come of it", async () => {
    await ready(1);
    const id = await weekly("Weekly");
    for (const week of [1, 2, 3, 4, 5]) await rename(slot(id, week), `Week ${week}`);
    await pull(world.mia);
    await expire();
    await deleteEvents([id]);
    await pull(world.mia);
    expect(await tally()).toEqual({ Canceled: 6, Scheduled: 1 });
  });

  it("of one that was deleted what took place stays as it happened", async () => {
    await ready(1);
    const id = await weekly("Weekly", -10);
    for (const week of [1, 2]) await rename(slot(id, week, -10), `Week ${week}`);
    await pull(world.mia);
    const before = await outcomes();
    await expire();
    await deleteEvents([id]);
    await pull(world.mia);
    expect(await outcomes()).toEqual({ ...before, "Week 2": "Canceled" });
  });

  it("stands in the review as one line", async () => {
    const ids = await ready(4);
    const id = await weekly("Weekly");
    for (const week of [1, 2, 3]) await rename(slot(id, week), `Week ${week}`);
    await pull(world.mia);
    await expire();
    await deleteEvents([...ids, id]);
    await pull(world.mia);
    expect(await tally()).toEqual({ Scheduled: 8 });
    const lines = (await review())?.losses ?? [];
    expect(lines.map(({ title, meetings, isSeries }) => [title, meetings, isSeries])).toContainEqual([
      "Weekly",
      4,
      true,
    ]);
    expect(lines).toHaveLength(5);
  });

  it("an occurrence that was taken out of a living series is cancelled alone", async () => {
    await ready(1);
    const id = await weekly("Weekly");
    await rename(slot(id, 1), "Week 1");
    await pull(world.mia);
    await expire();
    await world.act("DELETE", pathOf(slot(id, 1)));
    await world.act("DELETE", pathOf(slot(id, 2)));
    await pull(world.mia);
    expect(await outcomes()).toMatchObject({ "Meeting 01": "Scheduled", "Week 1": "Canceled" });
    const [first] = await owner<{ outcome: string }[]>`
      select m.outcome from meetings m join activities a on a.account_id = m.account_id and a.id = m.id
      where a.title = 'Weekly' order by m.start_at limit 1`;
    expect(first?.outcome).toBe("Scheduled");
  });
});
