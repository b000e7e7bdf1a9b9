import { afterAll, beforeAll, expect } from "vitest";
import { inDays, LEE, MIA } from "@/lib/sandbox/google/testing/sandbox";
import { type CalendarWorld, calendarWorld } from "../testing/calendar-world";

/** The world of tests about Mia's weekly series with Lee: her calendar is connected, and every test has a series of its own. */
export let world: CalendarWorld;
export function opensConnected(): void {
  beforeAll(async () => {
    world = await calendarWorld();
    expect(await world.connect(world.mia)).toBe("installed");
  });
  afterAll(() => world.close());
}

export const pathOf = (id: string): string => `/people/${MIA}/events/${encodeURIComponent(id)}`;

/** Half an hour, so many days from now. */
export const times = (day: number, hour = "10") => ({
  start: { dateTime: inDays(day, `${hour}:00`), timeZone: "UTC" },
  end: { dateTime: inDays(day, `${hour}:30`), timeZone: "UTC" },
});

/** The path of an occurrence of `weekly`, the first one being 1. */
export const slot = (series: string, nth: number): string =>
  pathOf(world.desk.slotOf(series, inDays(3 + 7 * (nth - 1), "10:00")));

/** Six weeks from the third day on; answers with the series' id. */
export async function weekly(summary: string): Promise<string> {
  const more = { attendees: [{ email: LEE }], recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6"] };
  const { json } = await world.act("POST", `/people/${MIA}/events`, { summary, ...times(3), ...more });
  return json.id;
}

/** Outlook may send a row for each slot that is gone, or leave it at telling the series. */
export async function saysEachSlot(each: boolean): Promise<void> {
  if (world.desk.provider === "microsoft")
    await world.act("PATCH", "/behaviours", { saysRemovedSlots: each });
}
