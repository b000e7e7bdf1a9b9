import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import {
  addDomain,
  addGroup,
  allowDomain,
  denyDomain,
  removeDomain,
  removeGroup,
} from "../sync-rules/change-lists";
import { setAllDayEvents } from "../sync-rules/preferences";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { insertContact } from "../testing/story";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());

const mia = () => world.ctxOf(world.mia);
const timed = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
const allDay = {
  start: { date: inDays(3, "00:00").slice(0, 10) },
  end: { date: inDays(4, "00:00").slice(0, 10) },
};

async function make(summary: string, guests = [LEE], when: object = timed): Promise<string> {
  const body = { summary, ...when, attendees: guests.map((email) => ({ email })) };
  const { json } = await world.act("POST", `/people/${MIA}/events`, body);
  await world.pull(world.mia);
  return json.id;
}

async function change(id: string, body: object): Promise<void> {
  await world.act("PATCH", `/people/${MIA}/events/${encodeURIComponent(id)}`, body);
  await world.pull(world.mia);
}

/** What Lee's timeline shows; a canceled card with a line through it. */
const cards = async (record = world.lee) =>
  (await world.meetingsOf(world.mia, record))
    .map(({ title, cancelled }) => `${cancelled ? "-" : ""}${title}`)
    .sort();

describe("a setting acts on what comes next, and what is on timelines stays (cases 13, 20, 68)", () => {
  it.each([
    ["a connected domain", addDomain, removeDomain],
    ["a denied domain", denyDomain, allowDomain],
  ])("%s", async (name, add, remove) => {
    const before = await make(`${name}: before`);
    await add(mia(), { domain: "client.test" });
    await make(`${name}: while`);
    await change(before, { summary: `${name}: renamed` });
    const stays = [`${name}: renamed`];
    expect((await cards()).filter((card) => card.includes(name))).toEqual(stays);
    await remove(mia(), { domain: "client.test" });
    await make(`${name}: after`);
    expect((await cards()).filter((card) => card.includes(name))).toContain(`${name}: after`);
  });

  it("a group address is nobody in particular: alone it brings nothing, beside a contact only the contact", async () => {
    const team = await world.inAccount((tx) =>
      insertContact(tx, world.accountId, { firstName: "Team", email: "team@client.test" }),
    );
    await make("Team, a contact", ["team@client.test"]);
    await addGroup(mia(), { email: "team@client.test" });
    await make("Group alone", ["team@client.test"]);
    await make("Group and Lee", ["team@client.test", LEE]);
    expect(await cards(team)).toEqual(["Team, a contact"]);
    expect(await cards()).toContain("Group and Lee");
    await removeGroup(mia(), { email: "team@client.test" });
    await make("Team again", ["team@client.test"]);
    expect(await cards(team)).toEqual(["Team again", "Team, a contact"]);
  });

  it("all-day events come while the switch is on, and those that came stay", async () => {
    await make("Day, off", [LEE], allDay);
    await setAllDayEvents(mia(), { allDayEvents: true });
    const came = await make("Day, on", [LEE], allDay);
    await setAllDayEvents(mia(), { allDayEvents: false });
    await make("Day, off again", [LEE], allDay);
    await change(came, { summary: "Day, on, renamed" });
    expect((await cards()).filter((card) => card.includes("Day,"))).toEqual(["Day, on, renamed"]);
  });
});
