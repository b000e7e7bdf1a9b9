import { describe, expect, it } from "vitest";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { deleteMeeting } from "../meetings/delete";
import { insertContact } from "../testing/story";
import {
  addEvent,
  cards,
  confirm,
  connectMia,
  count,
  eachStartsFresh,
  edit,
  mia,
  owner,
  remove,
  state,
  traces,
  world,
} from "./earlier.testing";
import { getBackFill } from "./get";
import { startBackFill } from "./start";
import { walkBackFill } from "./walk";

eachStartsFresh();

const untilYesterday = { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6"] };

describe("a back-fill (RULES N3)", () => {
  it("counts what it would log, logs nothing before it is told to, and then exactly that", async () => {
    await addEvent("Long ago", { days: -200 });
    await addEvent("Last month", { days: -20 });
    await addEvent("Next week", { days: 7 });
    await connectMia();
    await addEvent("From now on", { days: 3 });
    await world.pull(world.mia);
    expect(await state()).toBeNull();
    const preview = await count(90);
    expect(preview).toMatchObject({
      ...{ state: "ready", days: 90, meetings: 2, planned: 2, considered: 3, morePeople: 0, reason: null },
      people: [{ contactId: world.lee.id, name: "Lee", meetings: 2 }],
    });
    expect(await cards()).toEqual(["From now on"]);
    expect(await owner`select from sync_decisions where rule = 'back-filled'`).toHaveLength(0);
    const done = await confirm();
    expect(done).toMatchObject({ state: "done", meetings: 2, considered: 3, planned: null, people: [] });
    expect(done.finishedAt).not.toBeNull();
    expect(await cards()).toEqual(["Last month", "From now on", "Next week"]);
    expect(await owner`select from back_fill_matches`).toHaveLength(0);
  });

  it("finds nothing new the second time, and the same in a wider span only what is older", async () => {
    await addEvent("Long ago", { days: -200 });
    await addEvent("Last month", { days: -20 });
    await connectMia();
    await count(30);
    await confirm();
    expect(await count(30)).toMatchObject({ state: "ready", meetings: 0, planned: 0, people: [] });
    expect(await confirm()).toMatchObject({ state: "done", meetings: 0 });
    expect(await count(365)).toMatchObject({ meetings: 1 });
    await confirm();
    expect(await cards()).toEqual(["Long ago", "Last month"]);
  });

  it("tells by which rule a meeting came in, and lets it follow its event like any other", async () => {
    const id = await addEvent("Kick-off", { days: 4 });
    await connectMia();
    await count(30);
    await confirm();
    const [told] = await owner`select result, rule, title from sync_decisions where title = 'Kick-off'`;
    expect(told).toEqual({ result: "logged", rule: "back-filled", title: "Kick-off" });
    await edit(id, { summary: "Kick-off, renamed" });
    await world.pull(world.mia);
    expect(await cards()).toEqual(["Kick-off, renamed"]);
    await remove(id);
    await world.pull(world.mia);
    expect(await world.meetingsOf(world.mia, world.lee)).toMatchObject([{ outcome: "Canceled" }]);
  });

  it("never lets a private event's content in, and keeps every other rule", async () => {
    await addEvent("Sealed-Falcon", { days: -3, visibility: "private" });
    await addEvent("Only us", { days: -4, attendees: [{ email: "bob@acme.test" }] });
    await addEvent("Nobody's contact", { days: -5, attendees: [{ email: "who@nowhere.test" }] });
    await addEvent("All day", {
      days: -6,
      ...{
        start: { date: inDays(-6, "00:00").slice(0, 10) },
        end: { date: inDays(-5, "00:00").slice(0, 10) },
      },
    });
    await connectMia();
    expect(await count(30)).toMatchObject({ meetings: 0, considered: 4 });
    expect(await confirm()).toMatchObject({ meetings: 0, considered: 4 });
    expect(await cards()).toEqual([]);
    const tables = await owner<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public'`;
    for (const { name } of tables) {
      const rows = await owner`select to_jsonb(t)::text as row from ${owner(name)} t`;
      expect(rows.filter(({ row }) => String(row).includes("Sealed-Falcon"))).toEqual([]);
    }
    const rules = await owner<{ rule: string }[]>`select rule from sync_decisions order by rule`;
    expect(rules.map(({ rule }) => rule)).toEqual(["all-day", "no-match", "only-members", "private"]);
  });

  it("does not bring back what was deleted here, nor double what a teammate's calendar brought", async () => {
    await addEvent("Deleted here", { days: 5 });
    await addEvent("With Bob", { days: 6, attendees: [{ email: LEE }, { email: "bob@acme.test" }] });
    await connectMia();
    await count(30);
    await confirm();
    const [gone] = (await world.meetingsOf(world.mia, world.lee)).filter(
      ({ title }) => title === "Deleted here",
    );
    await deleteMeeting(mia(), { meetingId: gone?.id ?? "", alsoCancelEvent: false });
    expect(await count(30)).toMatchObject({ meetings: 0 });
    await confirm();
    expect(await cards()).toEqual(["With Bob"]);
    expect(await world.connect(world.bob, "connect")).toBe("connected");
    const bob = world.ctxOf(world.bob);
    const { id } = await startBackFill(bob, { days: 30 });
    await walkTo(
      () => getBackFill(bob),
      () => walkBackFill(bob, id),
    );
    expect(await getBackFill(bob)).toMatchObject({ state: "ready", meetings: 0 });
    expect(await cards()).toEqual(["With Bob"]);
  });

  it("brings a contact in who was made since, and mails nobody, ever", async () => {
    await addEvent("With Kim", { days: -2, attendees: [{ email: "kim@client.test" }] });
    await addEvent("Weekly", { days: -10, ...untilYesterday });
    const before = (await traces()).mails;
    await connectMia();
    await world.inAccount((tx) =>
      insertContact(tx, world.accountId, { firstName: "Kim", email: "kim@client.test" }),
    );
    const asked = (await world.act("GET", "/requests")).json.requests.length;
    expect(await count(30)).toMatchObject({ meetings: 2 });
    await confirm();
    expect(await cards()).toEqual(["Weekly", "With Kim"]);
    expect(await traces()).toEqual({ writes: 0, mails: before });
    const { requests } = (await world.act("GET", "/requests")).json;
    const calls = requests.slice(asked) as { method: string; path: string }[];
    const isRead = ({ method, path }: (typeof calls)[number]) =>
      method === "GET" || path.endsWith("/token") || path.endsWith("/$batch");
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.filter((call) => !isRead(call))).toEqual([]);
  });

  it("puts the contacts with the most meetings first, and says how many more there are", async () => {
    const people = Array.from({ length: 12 }, (_, n) => ({ email: `p${n}@client.test`, firstName: `P${n}` }));
    await world.inAccount(async (tx) => {
      for (const person of people) await insertContact(tx, world.accountId, person);
    });
    await addEvent("Everybody", { days: -3, attendees: people.map(({ email }) => ({ email })) });
    await addEvent("Two", { days: -2, attendees: [{ email: "p7@client.test" }, { email: LEE }] });
    await connectMia();
    const { meetings, people: told, morePeople } = await count(30);
    expect({ meetings, morePeople, told: told.length }).toEqual({ meetings: 2, morePeople: 3, told: 10 });
    expect(told[0]).toMatchObject({ name: "P7", meetings: 2 });
  });
});

describe("series in a back-fill (RULES I7)", () => {
  it("are one card for the first occurrence in the span, and one for each that changed", async () => {
    const weekly = await addEvent("Weekly", { days: -14, ...untilYesterday });
    const slot = (days: number) => world.desk.slotOf(weekly, inDays(days, "10:00"));
    await edit(
      slot(-7),
      { start: { dateTime: inDays(-6, "15:00") }, end: { dateTime: inDays(-6, "15:30") } },
      "this",
    );
    await remove(slot(7), "this");
    const older = await addEvent("Older", {
      days: -49,
      clock: "12",
      recurrence: ["RRULE:FREQ=WEEKLY;COUNT=9"],
    });
    const changed = world.desk.slotOf(older, inDays(-7, "12:00"));
    await edit(changed, { summary: "Older, renamed" }, "this");
    await connectMia();
    const preview = await count(30);
    expect(preview).toMatchObject({ meetings: 4 });
    const done = await confirm();
    expect(done.meetings).toBe(preview.meetings);
    expect(await cards()).toEqual(["Weekly", "Older, renamed", "Weekly", "Weekly"]);
    const [off] = (await world.meetingsOf(world.mia, world.lee)).filter(
      ({ outcome }) => outcome === "Canceled",
    );
    expect(off?.start).toBe(inDays(7, "10:00").replace("Z", ".000Z"));
  });

  it("that are called off before anyone else has read it show no occurrence that had no card", async () => {
    await connectMia();
    const at = { days: 7, recurrence: ["RRULE:FREQ=DAILY;COUNT=5"] };
    const id = await addEvent("Daily", { ...at, by: LEE, attendees: [{ email: MIA }] });
    await world.pull(world.mia);
    expect(await cards()).toEqual(["Daily"]);
    await world.act("DELETE", `/people/${LEE}/events/${encodeURIComponent(id)}`);
    expect(await count(30)).toMatchObject({ meetings: 0 });
    await confirm();
    await world.pull(world.mia);
    const [only, ...others] = await world.meetingsOf(world.mia, world.lee);
    expect(only).toMatchObject({ outcome: "Canceled", start: inDays(7, "10:00").replace("Z", ".000Z") });
    expect(others).toEqual([]);
  });

  it("do not show the first occurrence twice that was moved by itself", async () => {
    const weekly = await addEvent("Weekly", { days: -14, ...untilYesterday });
    const first = world.desk.slotOf(weekly, inDays(-14, "10:00"));
    await edit(
      first,
      { start: { dateTime: inDays(-13, "15:00") }, end: { dateTime: inDays(-13, "15:30") } },
      "this",
    );
    await connectMia();
    expect(await count(30)).toMatchObject({ meetings: 1 });
    expect(await confirm()).toMatchObject({ meetings: 1 });
    const [only] = await world.meetingsOf(world.mia, world.lee);
    expect(only?.start).toBe(inDays(-13, "15:00").replace("Z", ".000Z"));
    expect(await count(30)).toMatchObject({ meetings: 0 });
  });
});

async function walkTo(
  look: () => Promise<{ state: string } | null>,
  step: () => Promise<void>,
): Promise<void> {
  for (let pages = 0; pages < 20 && (await look())?.state === "counting"; pages += 1) await step();
}
