import { Temporal } from "temporal-polyfill";
import { elapsed, type Instant, minutes, type PlainDate, shift, type ZoneId } from "../time/instant";
import { type WallTime, writeWallTime } from "../time/wall-time";
import { dayAfter, startOfDay, wallTime } from "../time/zoned";

/**
 * A day of a zone as a ruler of elapsed minutes: 1,440 of them, or an hour fewer or more where the clocks change. `hours` are
 * the full hours on the wall, each with the minute at which it stands.
 */
export type DayGrid = {
  date: PlainDate;
  zone: ZoneId;
  startAt: Instant;
  endAt: Instant;
  length: number;
  hours: { at: number; label: WallTime }[];
};

/** A stretch of a day, in minutes since it began. */
export type Stretch = { from: number; until: number };

/** Pointers and keys move in quarters of an hour. */
export const QUARTER = 15;
const MORNING = "08:00";

/** The ruler of a day. The date must be one (`plannableDay`). */
export function dayGrid(date: PlainDate, zone: ZoneId): DayGrid {
  const startAt = startOfDay(date, zone);
  const endAt = startOfDay(dayAfter(date), zone);
  const length = elapsed(startAt, endAt) / minutes(1);
  const marks = Array.from({ length: Math.ceil(length / QUARTER) }, (_, quarter) => quarter * QUARTER);
  const hours = marks
    .map((at) => ({ at, label: wallAt({ startAt, zone }, at) }))
    .filter(({ label }) => label.endsWith(":00"));
  return { date, zone, startAt, endAt, length, hours };
}

/** The day before (-1) or after (1) this one. */
export const dayBeside = ({ date }: DayGrid, step: -1 | 1): PlainDate =>
  Temporal.PlainDate.from(date).add({ days: step }).toString();

/** What a clock on the wall shows so many minutes into the day. */
export function wallAt({ startAt, zone }: Pick<DayGrid, "startAt" | "zone">, minute: number): WallTime {
  const there = Temporal.Instant.from(shift(startAt, minutes(minute))).toZonedDateTimeISO(zone);
  return writeWallTime(there.hour * 60 + there.minute);
}

/** The part of a time span that lies in the day; null when none does, or when it lasts no time at all. */
export function stretchOf(grid: DayGrid, span: { startAt: Instant; endAt: Instant }): Stretch | null {
  const minuteOf = (at: Instant) => elapsed(grid.startAt, at) / minutes(1);
  const from = Math.max(0, minuteOf(span.startAt));
  const until = Math.min(grid.length, minuteOf(span.endAt));
  return until > from ? { from, until } : null;
}

/**
 * The minute to scroll to when `room` minutes are in view: the working day, or an hour before the chosen time where that would
 * be out of sight.
 */
export function firstInView(grid: DayGrid, chosen: Stretch | null, room: number): number {
  const last = Math.max(0, grid.length - room);
  const morning = elapsed(grid.startAt, wallTime(grid.date, MORNING, grid.zone)) / minutes(1);
  const first = Math.min(morning, last);
  if (!chosen || (chosen.from >= first && chosen.until <= first + room)) return first;
  return Math.min(last, Math.max(0, chosen.from - 60));
}
