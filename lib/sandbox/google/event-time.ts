import { Temporal } from "temporal-polyfill";
import { invalidValue, missingValue } from "./api-error";
import type { EventTime } from "./event-record";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/i;

/** `start` or `end` as a client writes it. */
export type TimeInput = {
  date?: string | null | undefined;
  dateTime?: string | null | undefined;
  timeZone?: string | null | undefined;
};

/** Reads a start or end; 400 `invalid`/`required` in Google's words when it cannot be understood. */
export function parseEventTime(input: TimeInput, side: "start" | "end", calendarZone: string): EventTime {
  if (input.date && input.dateTime) throw invalidValue(`Invalid ${side} time.`);
  if (input.date) return { date: parseDate(input.date, side) };
  if (!input.dateTime) throw missingValue(`Missing ${side} time.`);
  const match = DATE_TIME.exec(input.dateTime);
  if (!match?.[1]) throw invalidValue(`Invalid ${side} time.`);
  if (input.timeZone && !isTimeZone(input.timeZone)) {
    throw invalidValue(`Invalid time zone definition for ${side} time.`);
  }
  if (!match[2] && !input.timeZone) throw missingValue(`Missing time zone definition for ${side} time.`);
  const timeZone = input.timeZone ?? calendarZone;
  try {
    const instant = match[2]
      ? Temporal.Instant.from(input.dateTime)
      : Temporal.PlainDateTime.from(match[1]).toZonedDateTime(timeZone).toInstant();
    return { dateTime: instant.toString({ smallestUnit: "second" }), timeZone };
  } catch {
    throw invalidValue(`Invalid ${side} time.`);
  }
}

function parseDate(date: string, side: "start" | "end"): string {
  try {
    if (DATE.test(date)) return Temporal.PlainDate.from(date).toString();
  } catch {
    throw invalidValue(`Invalid ${side} time.`);
  }
  throw invalidValue(`Invalid ${side} time.`);
}

/** Whether the runtime knows this IANA zone. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** The instant in epoch milliseconds; a whole day begins at midnight in `zone`. */
export function timeToMs(time: EventTime, zone: string): number {
  // Kept in UTC: a calendar of ten thousand events is placed many times over.
  if ("dateTime" in time) return Date.parse(time.dateTime);
  return Temporal.PlainDate.from(time.date).toZonedDateTime(zone).epochMilliseconds;
}

/** RFC 3339 with the offset `zone` has at that instant, seconds precision, `Z` for UTC. */
export function formatInstant(ms: number, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return zoned.toString({ timeZoneName: "never", smallestUnit: "second" }).replace(/\+00:00$/, "Z");
}

/** The wire shape: the offset follows the calendar's zone, `timeZone` stays the event's own (providers 2.1). */
export function timeToWire(time: EventTime, calendarZone: string) {
  if ("date" in time) return { date: time.date };
  return { dateTime: formatInstant(timeToMs(time, calendarZone), calendarZone), timeZone: time.timeZone };
}

/** Same slot on the clock: equal dates, or equal instants whatever the zone label. */
export function sameTime(one: EventTime, other: EventTime): boolean {
  if ("date" in one) return "date" in other && one.date === other.date;
  return "dateTime" in other && timeToMs(one, "UTC") === timeToMs(other, "UTC");
}

/** `time` moved by the distance between `from` and `to`; all three are of one kind. */
export function shiftedBy(time: EventTime, from: EventTime, to: EventTime): EventTime {
  if ("date" in time) {
    if (!("date" in from) || !("date" in to)) return time;
    const days = Temporal.PlainDate.from(from.date).until(to.date, { largestUnit: "day" });
    return { date: Temporal.PlainDate.from(time.date).add(days).toString() };
  }
  const distance = timeToMs(to, "UTC") - timeToMs(from, "UTC");
  return atInstant(timeToMs(time, "UTC") + distance, time.timeZone);
}

/** A timed event time for an instant in epoch milliseconds. */
export function atInstant(ms: number, timeZone: string): EventTime {
  return {
    dateTime: Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: "second" }),
    timeZone,
  };
}
