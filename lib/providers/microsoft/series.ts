import type { CalendarChange, CalendarEvent } from "@/lib/domain/calendar/event";
import { toInstant } from "@/lib/domain/time/instant";
import { wallTime } from "@/lib/domain/time/zoned";
import { wallClock } from "./wall-clock";
import type { RawRecurrence } from "./wire";

const frequencies = new Map<string, string>([
  ["daily", "DAILY"],
  ["weekly", "WEEKLY"],
  ["absoluteMonthly", "MONTHLY"],
  ["relativeMonthly", "MONTHLY"],
  ["absoluteYearly", "YEARLY"],
  ["relativeYearly", "YEARLY"],
]);
const positions = new Map(Object.entries({ first: 1, second: 2, third: 3, fourth: 4, last: -1 }));

/** A pattern of Graph's as a line of RFC 5545; null for one of tomorrow. */
export function ruleOf({ pattern, range }: RawRecurrence): string | null {
  const frequency = frequencies.get(pattern.type);
  if (!frequency) return null;
  const isRelative = pattern.type.startsWith("relative");
  const parts = [
    `FREQ=${frequency}`,
    (pattern.interval ?? 1) > 1 && `INTERVAL=${pattern.interval}`,
    frequency === "YEARLY" && pattern.month && `BYMONTH=${pattern.month}`,
    pattern.type.startsWith("absolute") && pattern.dayOfMonth && `BYMONTHDAY=${pattern.dayOfMonth}`,
    (isRelative || frequency === "WEEKLY") && daysOf(pattern.daysOfWeek ?? []),
    isRelative && `BYSETPOS=${positions.get(pattern.index ?? "first") ?? 1}`,
    frequency === "WEEKLY" && pattern.firstDayOfWeek && `WKST=${shortDay(pattern.firstDayOfWeek)}`,
    range.type === "numbered" && range.numberOfOccurrences && `COUNT=${range.numberOfOccurrences}`,
    range.type === "endDate" && range.endDate && `UNTIL=${range.endDate.slice(0, 10).replaceAll("-", "")}`,
  ];
  return `RRULE:${parts.filter(Boolean).join(";")}`;
}

/**
 * The slots taken out of a series, told as `OID.<master>.<day>`: the day is one of the series' own zone, the hour that of its
 * first slot there. Only the organiser's series says that they were called off: a guest may have declined them.
 */
export function takenOut(master: CalendarEvent, cancelled: readonly string[]): CalendarChange[] {
  const { slot } = master;
  const how = master.organizer?.self ? "called-off" : "vanished";
  return cancelled.flatMap((id): CalendarChange[] => {
    const day = /^OID\..+\.(\d{4}-\d{2}-\d{2})$/.exec(id)?.[1];
    if (!day || !toInstant(`${day}T00:00:00Z`)?.startsWith(day)) return [];
    const originalStart =
      slot.kind === "timed"
        ? wallTime(day, wallClock(slot.start, slot.zone).time, slot.zone)
        : `${day}T00:00:00.000Z`;
    return [{ kind: "gone", id, how, instance: { masterId: master.id, originalStart }, updatedAt: null }];
  });
}

const daysOf = (days: readonly string[]): string | false =>
  days.length > 0 && `BYDAY=${days.map(shortDay).join(",")}`;
const shortDay = (day: string): string => day.slice(0, 2).toUpperCase();
