import { Temporal } from "temporal-polyfill";
import type { Instant, PlainDate, ZoneId } from "./instant";

/** The first moment of a day in a zone, also where that day begins at 01:00. */
export function startOfDay(date: PlainDate, zone: ZoneId): Instant {
  return toInstantText(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }));
}

/**
 * A wall-clock time as a moment. An hour the clocks skip moves forward by the gap; an hour that happens twice is the first
 * one, as calendars do it (RFC 5545 section 3.3.5).
 */
export function wallTime(date: PlainDate, time: string, zone: ZoneId): Instant {
  return toInstantText(
    Temporal.PlainDate.from(date).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from(time),
    }),
  );
}

/** A moment as a clock on the wall of a zone shows it, to the minute. */
export function wallClock(at: Instant, zone: ZoneId): { day: PlainDate; time: string } {
  const wall = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return { day: wall.toPlainDate().toString(), time: wall.toPlainTime().toString().slice(0, 5) };
}

/** The day of a moment, in a zone. */
export const dayOf = (at: Instant, zone: ZoneId): PlainDate =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();

export const dayAfter = (date: PlainDate): PlainDate =>
  Temporal.PlainDate.from(date).add({ days: 1 }).toString();

const toInstantText = (zoned: Temporal.ZonedDateTime): Instant =>
  new Date(zoned.epochMilliseconds).toISOString();
