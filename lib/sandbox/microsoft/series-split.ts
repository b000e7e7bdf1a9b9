import { Temporal } from "temporal-polyfill";
import type { WriteCall } from "./event-create";
import type { EventRecord, Recurrence } from "./event-record";
import { commitAsOrganizer } from "./organizer-writes";
import { localDay } from "./series-rule";
import { dayOf, slotsIn } from "./series-slots";
import type { World } from "./world";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Ends a series before the shown slot; "nothing left" (and nothing done) when that slot is its first. */
export function shortenBefore(
  world: World,
  call: WriteCall,
  master: EventRecord,
  shown: EventRecord,
): "shortened" | "nothing left" {
  const day = shown.day ?? dayOf(shown.start);
  if (countBefore(master, day) === 0 || !master.recurrence) return "nothing left";
  const endDate = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
  const { startDate, recurrenceTimeZone } = master.recurrence.range;
  const range: Recurrence["range"] = { type: "endDate", startDate, endDate, recurrenceTimeZone };
  const next = { ...master, recurrence: { ...master.recurrence, range } };
  commitAsOrganizer(world, call.email, master, next, call);
  return "shortened";
}

/** The recurrence of the rest of a series from the shown slot on: what came before is taken off a number. */
export function tailRecurrence(master: EventRecord, shown: EventRecord): Recurrence | undefined {
  if (!master.recurrence) return undefined;
  const { pattern, range } = master.recurrence;
  const day = shown.day ?? dayOf(shown.start);
  const left = Math.max(1, (range.numberOfOccurrences ?? 1) - countBefore(master, day));
  return {
    pattern,
    range: { ...range, startDate: day, ...(range.type === "numbered" ? { numberOfOccurrences: left } : {}) },
  };
}

function countBefore(master: EventRecord, day: string): number {
  const first = localDay(master.start).toZonedDateTime("UTC").epochMilliseconds;
  const until = Temporal.PlainDate.from(day).toZonedDateTime("UTC").epochMilliseconds;
  const slots = slotsIn({ ...master, cancelledDays: [] }, { from: first - DAY_MS, to: until + DAY_MS });
  return slots.filter((slot) => slot.day < day).length;
}
