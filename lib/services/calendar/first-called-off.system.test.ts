import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findConnectionOfUser } from "@/db/queries/connections";
import { saveHint } from "@/db/queries/event-hints";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";
import { insertContact } from "../testing/story";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());

/** A daily series of somebody's, and what deletes an occurrence of it: its first one, unless told which. */
async function daily(summary: string, by: string, guests: string[]): Promise<CallOff> {
  const at = (hour: string) => ({ dateTime: inDays(5, `${hour}:00`), timeZone: "UTC" });
  const times = { start: at("10"), end: at("11"), recurrence: ["RRULE:FREQ=DAILY;COUNT=5"] };
  const attendees = guests.map((email) => ({ email }));
  const { json } = await world.act("POST", `/people/${by}/events`, { summary, ...times, attendees });
  const callOff = (day = 0) => {
    const slot = encodeURIComponent(world.desk.slotOf(json.id, inDays(5 + day, "10:00")));
    return world.act("DELETE", `/people/${by}/events/${slot}?scope=this`);
  };
  const rename = (title: string, day: number | "all") => {
    const id = day === "all" ? json.id : world.desk.slotOf(json.id, inDays(5 + day, "10:00"));
    return world.act("PATCH", `/people/${by}/events/${encodeURIComponent(id)}`, { summary: title });
  };
  return Object.assign(callOff, { seriesId: json.id, rename });
}

type CallOff = ((day?: number) => Promise<unknown>) & {
  seriesId: string;
  rename(title: string, day: number | "all"): Promise<unknown>;
};

/** A push message names an event, and the calendar is read. */
async function named(eventId: string): Promise<void> {
  await world.inAccount(async (tx) => {
    const connection = await findConnectionOfUser(tx, world.accountId, world.mia.id);
    const hint = { eventId, hintedAt: new Date().toISOString() };
    await saveHint(tx, world.accountId, connection?.id ?? "", hint);
  });
  await world.pull(world.mia);
}

const shown = async (title: string) =>
  (await world.meetingsOf(world.mia, world.lee)).filter((card) => card.title === title);

describe("a first occurrence that is called off is Canceled, whoever is read first (RULES I11, I14)", () => {
  it.each(["a guest's calendar", "the organiser's calendar"])("%s", async (first) => {
    await (await daily(first, BOB, [MIA, LEE]))();
    const [one, other] = first.startsWith("a guest") ? [world.mia, world.bob] : [world.bob, world.mia];
    for (const person of [one, other, one]) {
      await world.pull(person);
      expect(await shown(first)).toMatchObject([{ outcome: "Canceled" }]);
    }
  });

  it("one guest's calendar, and another's that had not told of the series yet", async () => {
    const callOff = await daily("Of two guests", LEE, [MIA, BOB]);
    await callOff();
    for (const person of [world.mia, world.bob, world.mia]) await world.pull(person);
    expect(await shown("Of two guests")).toMatchObject([{ outcome: "Canceled" }]);
  });

  it("and whatever names its series afterwards", async () => {
    const callOff = await daily("Named later", MIA, [LEE]);
    await callOff();
    await world.pull(world.mia);
    expect(await shown("Named later")).toMatchObject([{ outcome: "Canceled" }]);
    await named(callOff.seriesId);
    expect(await shown("Named later")).toMatchObject([{ outcome: "Canceled" }]);
  });

  it("two guests' calendars that both have told of the series", async () => {
    const callOff = await daily("Of both", LEE, [MIA, BOB]);
    for (const person of [world.mia, world.bob]) await world.pull(person);
    expect(await shown("Of both")).toMatchObject([{ outcome: "Scheduled" }]);
    await callOff();
    for (const person of [world.mia, world.bob]) await world.pull(person);
    expect(await shown("Of both")).toMatchObject([{ outcome: "Canceled" }]);
  });
});

describe("what is called off besides the first occurrence has a card of its own (RULES I8)", () => {
  it.each([
    ["before it", [3, 0], 2],
    ["after it", [0, 3], 2],
    ["much later", [0, null, 3], 2],
    ["as a series", [0, null, "all"], 1],
  ])("%s", async (title, days, cards) => {
    const callOff = await daily(title, MIA, [LEE]);
    for (const day of days)
      if (day === null) await world.pull(world.mia);
      else if (day === "all")
        await world.act("DELETE", `/people/${MIA}/events/${encodeURIComponent(callOff.seriesId)}`);
      else await callOff(Number(day));
    await world.pull(world.mia);
    expect(await shown(title)).toEqual(
      Array.from({ length: cards }, () => expect.objectContaining({ outcome: "Canceled" })),
    );
  });
});

describe("what a first occurrence said before anybody of the series was a contact is not forgotten (RULES I7, I8)", () => {
  const cardsOf = async (email: string) => {
    const record = await world.inAccount((tx) =>
      insertContact(tx, world.accountId, { firstName: "New", email }),
    );
    return async () =>
      (await world.meetingsOf(world.mia, record)).map(({ title, outcome }) => [title, outcome]);
  };

  it("called off, it is Canceled when its series comes on", async () => {
    const series = await daily("Off", MIA, ["off@nowhere.test"]);
    await world.pull(world.mia);
    await series(0);
    await world.pull(world.mia);
    const cards = await cardsOf("off@nowhere.test");
    await series.rename("Off, renamed", "all");
    for (let round = 0; round < 2; round += 1) await world.pull(world.mia);
    expect(await cards()).toEqual([["Off, renamed", "Canceled"]]);
  });

  it("changed by itself, it comes on as it is", async () => {
    const series = await daily("Kept", MIA, ["kept@nowhere.test"]);
    await world.pull(world.mia);
    await series.rename("Kept, the first", 0);
    await world.pull(world.mia);
    const cards = await cardsOf("kept@nowhere.test");
    await series.rename("Kept, renamed", "all");
    for (let round = 0; round < 2; round += 1) await world.pull(world.mia);
    expect(await cards()).toEqual([["Kept, the first", "Scheduled"]]);
  });
});
