import { afterAll, beforeAll, expect, it } from "vitest";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
});
afterAll(() => world.close());

it("who is invited to one occurrence of somebody's series alone has it on the timeline (RULES I1, I4)", async () => {
  const at = (hour: string) => ({ dateTime: inDays(3, `${hour}:00`), timeZone: "UTC" });
  const series = {
    summary: "Their weekly",
    start: at("10"),
    end: at("11"),
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5"],
  };
  const { json } = await world.act("POST", `/people/${LEE}/events`, { ...series, attendees: [] });
  const slot = encodeURIComponent(world.desk.slotOf(json.id, inDays(10, "10:00")));
  const guests = [{ email: LEE, responseStatus: "accepted" }, { email: MIA }];
  const { status } = await world.act("PATCH", `/people/${LEE}/events/${slot}?scope=this`, {
    attendees: guests,
  });
  expect(status).toBe(200);
  await world.pull(world.mia);
  const cards = await world.meetingsOf(world.mia, world.lee);
  expect(cards.map(({ title, start }) => [title, start])).toEqual([
    ["Their weekly", new Date(inDays(10, "10:00")).toISOString()],
  ]);
  await world.act("PATCH", `/people/${LEE}/events/${slot}?scope=this`, { summary: "Their weekly, with Mia" });
  await world.pull(world.mia);
  expect(await world.meetingsOf(world.mia, world.lee)).toMatchObject([{ title: "Their weekly, with Mia" }]);
});
