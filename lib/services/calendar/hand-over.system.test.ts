import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BOB, inDays, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { insertContact } from "../testing/story";
import { disconnectCalendar } from "./disconnect";
import { setSyncing } from "./set-syncing";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());

const pathOf = (id: string) => `/people/${BOB}/events/${encodeURIComponent(id)}`;

/** An event of Bob's with Mia and somebody nobody knows, which his calendar has told of already. */
async function unmatched(summary: string, stranger: string): Promise<string> {
  const times = { start: { dateTime: inDays(3, "10:00") }, end: { dateTime: inDays(3, "10:30") } };
  const attendees = [{ email: stranger }, { email: MIA }];
  const { json } = await world.act("POST", `/people/${BOB}/events`, { summary, ...times, attendees });
  await world.pull(world.bob);
  return json.id;
}

const becomesContact = (email: string) =>
  world.inAccount((tx) => insertContact(tx, world.accountId, { firstName: "New", email }));

/** Both calendars are read, in this order, until neither has left the other anything to look at. */
async function pull(order: "Bob first" | "Mia first"): Promise<void> {
  const people = order === "Bob first" ? [world.bob, world.mia] : [world.mia, world.bob];
  for (const person of [...people, ...people]) await world.pull(person);
}

describe("whoever is read first, the end is the same (RULES I11, I14)", () => {
  it.each(["Bob first", "Mia first"] as const)(
    "the organiser's copy turned private, and a guest's copy stays as it was: %s",
    async (order) => {
      const ned = `ned-${order === "Bob first" ? 1 : 2}@nowhere.test`;
      const event = await unmatched("Ours", ned);
      await world.act("PATCH", pathOf(event), { visibility: "private" });
      const record = await becomesContact(ned);
      await pull(order);
      // Outlook takes the organiser's sensitivity along to every guest's copy.
      const shown = world.desk.provider === "google" ? ["Ours"] : [];
      expect((await world.meetingsOf(world.mia, record)).map(({ title }) => title)).toEqual(shown);
    },
  );

  it("a guest's copy that is read for the first time shows somebody who became a contact after the organiser's was read", async () => {
    const event = await unmatched("Theirs", "ann@nowhere.test");
    const record = await becomesContact("ann@nowhere.test");
    await pull("Mia first");
    expect(await world.meetingsOf(world.mia, record)).toMatchObject([{ title: "Theirs" }]);
    await world.act("PATCH", pathOf(event), { summary: "Theirs, later" });
    await pull("Mia first");
    expect(await world.meetingsOf(world.mia, record)).toMatchObject([{ title: "Theirs, later" }]);
  });
});

/** Ways in which a calendar that is known is not read any more, and back. */
const silences = {
  "switched off": {
    begin: () => setSyncing(world.ctxOf(world.bob), { syncing: false }),
    end: () => setSyncing(world.ctxOf(world.bob), { syncing: true }),
  },
  disconnected: {
    begin: () => disconnectCalendar(world.ctxOf(world.bob)),
    end: () => world.connect(world.bob, "connect"),
  },
  "with a dead grant": {
    begin: async () => {
      await world.act("POST", "/trouble", { kind: "revoke-grant", email: BOB });
      await world.pull(world.bob);
    },
    end: () => world.connect(world.bob, "connect"),
  },
};

describe("an organiser's calendar that is not read keeps nobody else's copy off a timeline (RULES I11, C11)", () => {
  it.each(Object.entries(silences))("%s before a guest's copy shows somebody", async (name, silence) => {
    const email = `before-${name.replaceAll(" ", "-")}@nowhere.test`;
    await unmatched("Theirs", email);
    await silence.begin();
    const record = await becomesContact(email);
    await world.pull(world.mia);
    expect(await world.meetingsOf(world.mia, record)).toMatchObject([{ title: "Theirs" }]);
    await silence.end();
  });

  it.each(Object.entries(silences))("%s before it could be asked once more", async (name, silence) => {
    const email = `after-${name.replaceAll(" ", "-")}@nowhere.test`;
    await unmatched("Theirs", email);
    const record = await becomesContact(email);
    await world.pull(world.mia);
    expect(await world.meetingsOf(world.mia, record)).toEqual([]);
    await silence.begin();
    await world.pull(world.mia);
    expect(await world.meetingsOf(world.mia, record)).toMatchObject([{ title: "Theirs" }]);
    await silence.end();
  });
});
