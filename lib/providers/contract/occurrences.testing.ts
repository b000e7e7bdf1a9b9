import { expect, it } from "vitest";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import { access, create, inDays, pathOf, world } from "./world.testing";

const at = (days: number, clock: string) => inDays(days, clock).replace("Z", ".000Z");
const timed = (days: number, from: string, until: string) => ({
  start: { dateTime: inDays(days, from), timeZone: "UTC" },
  end: { dateTime: inDays(days, until), timeZone: "UTC" },
});
const daily = { recurrence: ["RRULE:FREQ=DAILY;COUNT=6"], ...timed(40, "10:00", "11:00") };
const all = { from: at(39, "00:00"), until: at(47, "00:00") };

const ask = (span = all, provider = world().provider) => provider.occurrences(access(), span, "UTC");

/** The slots of one series, each with when it is, in the order of time. */
function slots(events: readonly CalendarEvent[], master: string): [string, string][] {
  const found = events.flatMap(({ series, slot }): [string, string][] => {
    if (series.role !== "instance" || series.masterId !== master) return [];
    return [[series.originalStart, slot.kind === "timed" ? slot.start : slot.from]];
  });
  return found.sort((one, other) => (one[1] < other[1] ? -1 : 1));
}

/** What takes place in a span, slot by slot. */
export function describeOccurrences(): void {
  it("tells those that begin in the span, moved ones where they are now, and none that was called off", async () => {
    const id = await create("Daily", daily);
    const [second, third] = [world().slotId(id, at(41, "10:00")), world().slotId(id, at(42, "10:00"))];
    await world().act(world().me, "PATCH", `${pathOf(second)}?scope=this`, timed(41, "15:00", "16:00"));
    await world().act(world().me, "DELETE", `${pathOf(third)}?scope=this`);
    expect(slots(await ask(), id)).toEqual([
      [at(40, "10:00"), at(40, "10:00")],
      [at(41, "10:00"), at(41, "15:00")],
      [at(43, "10:00"), at(43, "10:00")],
      [at(44, "10:00"), at(44, "10:00")],
      [at(45, "10:00"), at(45, "10:00")],
    ]);
  });

  it("takes the first moment of the span in and the last one not, nor what only reaches into it", async () => {
    const id = await create("Daily, to the minute", daily);
    const span = (from: string, until: string) => ({ from: at(41, from), until: at(41, until) });
    expect(slots(await ask(span("10:00", "10:01")), id)).toHaveLength(1);
    expect(slots(await ask(span("09:00", "10:00")), id)).toHaveLength(0);
    expect(slots(await ask(span("10:01", "10:30")), id)).toHaveLength(0);
  });

  it("gives every page, and events that do not repeat on none", async () => {
    const id = await create("Daily, paged", daily);
    await create("Not of a series", timed(41, "12:00", "13:00"));
    const events = await ask(all, world().paged);
    expect(slots(events, id)).toHaveLength(6);
    expect(events.map(({ title }) => title)).not.toContain("Not of a series");
  });

  it("has days begin where the calendar's person is", async () => {
    const days = {
      start: { date: at(40, "00:00").slice(0, 10) },
      end: { date: at(41, "00:00").slice(0, 10) },
    };
    const id = await create("All day, daily", { recurrence: ["RRULE:FREQ=DAILY;COUNT=3"], ...days });
    const provider = world().provider;
    const told = await provider.occurrences(access(), all, "Europe/Berlin");
    expect(slots(told, id).map(([, day]) => day)).toEqual(
      [40, 41, 42].map((n) => at(n, "00:00").slice(0, 10)),
    );
    // In Berlin, where I live, the day begins an hour or two before midnight UTC.
    const early = { from: at(39, "21:00"), until: at(39, "23:30") };
    expect(slots(await provider.occurrences(access(), early, "Europe/Berlin"), id)).toHaveLength(1);
  });
}
