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
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { insertContact, insertUser } from "../testing/story";

const ANA = "ana@other.test";
let world: CalendarWorld;
let ana: CalendarWorld["lee"];
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  ana = await world.inAccount((tx) => insertContact(tx, world.accountId, { firstName: "Ana", email: ANA }));
});
afterAll(() => world.close());

const mia = () => world.ctxOf(world.mia);
const guests = (emails: string[]) => ({ attendees: emails.map((email) => ({ email })) });

async function make(summary: string, emails: string[]): Promise<string> {
  const when = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
  const { json } = await world.act("POST", `/people/${MIA}/events`, { summary, ...when, ...guests(emails) });
  await world.pull(world.mia);
  return json.id;
}

async function change(id: string, body: object): Promise<void> {
  await world.act("PATCH", `/people/${MIA}/events/${encodeURIComponent(id)}`, body);
  await world.pull(world.mia);
}

/** What a timeline shows of these titles; a canceled card with a line through it. */
const cards = async (record: CalendarWorld["lee"], title: string) =>
  (await world.meetingsOf(world.mia, record))
    .filter((card) => card.title.includes(title))
    .map((card) => `${card.cancelled ? "-" : ""}${card.title}`)
    .sort();

describe("a guest who is no outsider any more, and is taken off afterwards (RULES I9 and section 9, case 68)", () => {
  it.each([
    [
      "a connected domain",
      () => addDomain(mia(), { domain: "client.test" }),
      () => removeDomain(mia(), { domain: "client.test" }),
    ],
    [
      "a denied domain",
      () => denyDomain(mia(), { domain: "client.test" }),
      () => allowDomain(mia(), { domain: "client.test" }),
    ],
    ["a group address", () => addGroup(mia(), { email: LEE }), () => removeGroup(mia(), { email: LEE })],
  ])("%s", async (name, begin, end) => {
    const both = await make(`${name}, both`, [LEE, ANA]);
    const alone = await make(`${name}, alone`, [LEE]);
    await begin();
    await change(both, { summary: `${name}, both, renamed` });
    await change(alone, { summary: `${name}, alone, renamed` });
    expect(await cards(world.lee, name)).toEqual([`${name}, alone, renamed`, `${name}, both, renamed`]);
    await change(both, guests([ANA]));
    await change(alone, guests([]));
    expect(await cards(world.lee, name)).toEqual([`-${name}, alone, renamed`]);
    expect(await cards(ana, name)).toEqual([`${name}, both, renamed`]);
    await end();
  });

  it("the last outsider is taken off, and whoever is denied stays: the meeting goes on for them", async () => {
    const id = await make("Goes on", [LEE, ANA]);
    await denyDomain(mia(), { domain: "client.test" });
    await change(id, { summary: "Goes on, renamed" });
    await change(id, guests([LEE]));
    expect(await cards(world.lee, "Goes on")).toEqual(["Goes on, renamed"]);
    expect(await cards(ana, "Goes on")).toEqual([]);
    await allowDomain(mia(), { domain: "client.test" });
  });

  it("a group address was never one of the contacts: the last contact is taken off, and the meeting is Canceled", async () => {
    await addGroup(mia(), { email: LEE });
    const id = await make("Group stays", [LEE, ANA]);
    await change(id, guests([LEE]));
    expect(await cards(ana, "Group stays")).toEqual(["-Group stays"]);
    expect(await cards(world.lee, "Group stays")).toEqual([]);
    await removeGroup(mia(), { email: LEE });
  });

  it("a user of the account", async () => {
    const id = await make("Joins us", [LEE, ANA]);
    await world.inAccount((tx) =>
      insertUser(tx, world.accountId, { name: "Lee", email: LEE, role: "member" }),
    );
    await change(id, { summary: "Joins us, renamed" });
    expect(await cards(world.lee, "Joins us")).toEqual(["Joins us, renamed"]);
    await change(id, guests([ANA]));
    expect(await cards(world.lee, "Joins us")).toEqual([]);
  });
});
