import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { deleteMeeting } from "../meetings/delete";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());

const shown = async (title: string) =>
  (await world.meetingsOf(world.mia, world.lee)).filter((card) => card.title === title);
const pullBoth = async () => {
  for (const person of [world.mia, world.bob]) await world.pull(person);
};

/** A daily series with one occurrence renamed, both on Lee's timeline, and the first one then deleted in the CRM. */
async function seriesWithoutFirst(title: string, by: string, guests: string[]): Promise<string> {
  const at = (hour: string) => ({ dateTime: inDays(5, `${hour}:00`), timeZone: "UTC" });
  const times = { start: at("10"), end: at("11"), recurrence: ["RRULE:FREQ=DAILY;COUNT=5"] };
  const attendees = guests.map((email) => ({ email }));
  const { json } = await world.act("POST", `/people/${by}/events`, { summary: title, ...times, attendees });
  const slot = encodeURIComponent(world.desk.slotOf(json.id, inDays(7, "10:00")));
  await world.act("PATCH", `/people/${by}/events/${slot}?scope=this`, { summary: `${title}, the third` });
  await pullBoth();
  const [first] = await shown(title);
  await deleteMeeting(world.ctxOf(world.mia), { meetingId: first?.id ?? "", alsoCancelEvent: false });
  expect(await shown(title)).toEqual([]);
  expect(await shown(`${title}, the third`)).toMatchObject([{ outcome: "Scheduled" }]);
  return `/people/${by}/events/${json.id}`;
}

describe("a series that is called off, whose first card was deleted in the CRM (RULES I8, O3, section 9)", () => {
  it("by its organiser: what else of it was to come is Canceled", async () => {
    const path = await seriesWithoutFirst("Ours", MIA, [LEE]);
    await world.act("DELETE", path);
    await pullBoth();
    expect(await shown("Ours")).toEqual([]);
    expect(await shown("Ours, the third")).toMatchObject([{ outcome: "Canceled" }]);
  });

  it("for one guest, while a teammate still has it", async () => {
    const path = await seriesWithoutFirst("Theirs", LEE, [MIA, BOB]);
    await world.act("PATCH", path, { attendees: [{ email: BOB }] });
    await pullBoth();
    expect(await shown("Theirs, the third")).toMatchObject([{ outcome: "Scheduled" }]);
    await world.act("DELETE", path);
    await pullBoth();
    expect(await shown("Theirs, the third")).toMatchObject([{ outcome: "Canceled" }]);
  });
});

describe("a series with an occurrence that was moved by itself, and that all teammates are taken off (RULES I11)", () => {
  it.each([
    ["the first one", 5],
    ["another one", 7],
  ])("%s is Canceled with the last of them, not before", async (which, day) => {
    const name = `Off, ${which}`;
    const at = (hour: string) => ({ dateTime: inDays(5, hour), timeZone: "UTC" });
    const times = { start: at("10:00"), end: at("11:00"), recurrence: ["RRULE:FREQ=DAILY;COUNT=5"] };
    const attendees = [MIA, BOB].map((email) => ({ email }));
    const { json } = await world.act("POST", `/people/${LEE}/events`, { summary: name, ...times, attendees });
    const slot = encodeURIComponent(world.desk.slotOf(json.id, inDays(day, "10:00")));
    const moved = { start: { dateTime: inDays(day, "14:00") }, end: { dateTime: inDays(day, "15:00") } };
    await world.act("PATCH", `/people/${LEE}/events/${slot}?scope=this`, moved);
    await pullBoth();
    const before = (await shown(name)).length;
    const path = `/people/${LEE}/events/${encodeURIComponent(json.id)}`;
    await world.act("PATCH", path, { attendees: [{ email: BOB }] });
    await pullBoth();
    expect((await shown(name)).map(({ outcome }) => outcome)).toEqual(Array(before).fill("Scheduled"));
    await world.act("PATCH", path, { attendees: [] });
    await pullBoth();
    expect((await shown(name)).map(({ outcome }) => outcome)).toEqual(Array(before).fill("Canceled"));
  });
});
