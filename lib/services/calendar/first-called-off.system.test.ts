import { afterAll, beforeAll, expect, it } from "vitest";
import { BOB, inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld();
  expect(await world.connect(world.mia)).toBe("installed");
  expect(await world.connect(world.bob, "connect")).toBe("connected");
});
afterAll(() => world.close());

it.each(["a guest's calendar", "the organiser's calendar"])(
  "a first occurrence that is called off is Canceled, also when %s is read first (RULES I11, I14)",
  async (first) => {
    const at = (hour: string) => ({ dateTime: inDays(5, `${hour}:00`), timeZone: "UTC" });
    const daily = { start: at("10"), end: at("11"), recurrence: ["RRULE:FREQ=DAILY;COUNT=5"] };
    const attendees = [{ email: MIA }, { email: LEE }];
    const { json } = await world.act("POST", `/people/${BOB}/events`, {
      summary: first,
      ...daily,
      attendees,
    });
    const slot = encodeURIComponent(world.desk.slotOf(json.id, inDays(5, "10:00")));
    await world.act("DELETE", `/people/${BOB}/events/${slot}?scope=this`);
    const [one, other] = first.startsWith("a guest") ? [world.mia, world.bob] : [world.bob, world.mia];
    for (const person of [one, other, one]) {
      await world.pull(person);
      const cards = await world.meetingsOf(world.mia, world.lee);
      expect(cards.filter(({ title }) => title === first)).toMatchObject([{ outcome: "Canceled" }]);
    }
  },
);
