import { durationOf, type FormTimes, momentOf, withStart } from "../meetings/form-times";
import { minuteOfDay, writeWallTime } from "../time/wall-time";
import { type DayGrid, QUARTER, type Stretch, stretchOf, wallAt } from "./day-grid";

const LAST_MINUTE = 24 * 60 - 1;

/** The quarter of an hour that a point of the day lies in, as the minute at which it begins. */
export function quarterAt(grid: DayGrid, minute: number): number {
  const last = Math.floor((grid.length - 1) / QUARTER) * QUARTER;
  return Math.min(last, Math.max(0, Math.floor(minute / QUARTER) * QUARTER));
}

/** A click: the form starts in that quarter and keeps its length, as far as the day goes. */
export const withStartAt = <T extends FormTimes>(form: T, grid: DayGrid, minute: number): T =>
  withStart({ ...form, date: grid.date }, wallAt(grid, quarterAt(grid, minute)));

/**
 * A drag between two points, in either direction: the form takes both quarters and all between them. A form's times lie in one
 * day and on the first of two equal hours, so that its end is held after its start.
 */
export function withStretch<T extends FormTimes>(form: T, grid: DayGrid, one: number, other: number): T {
  const { from, until } = stretchBetween(grid, one, other);
  const start = wallAt(grid, from);
  const end = until >= grid.length ? writeWallTime(LAST_MINUTE) : wallAt(grid, until);
  const times = { ...form, date: grid.date, start, end };
  return durationOf(times) === null ? { ...times, end: later(start, QUARTER) } : times;
}

/** What a drag between two points marks. */
export function stretchBetween(grid: DayGrid, one: number, other: number): Stretch {
  const [a, b] = [quarterAt(grid, one), quarterAt(grid, other)];
  return { from: Math.min(a, b), until: Math.min(grid.length, Math.max(a, b) + QUARTER) };
}

/** Moves the whole meeting along the wall clock; it stops at the ends of its day. Unfinished times stay as they are. */
export function movedBy<T extends FormTimes>(form: T, minutes: number): T {
  const [start, length] = [minuteOfDay(form.start), durationOf(form)];
  if (start === null || length === null) return form;
  const moved = Math.max(0, Math.min(LAST_MINUTE - length, start + minutes));
  return withStart(form, writeWallTime(moved));
}

/** Moves the end alone; the meeting never gets shorter than a quarter of an hour by it. */
export function stretchedBy<T extends FormTimes>(form: T, minutes: number): T {
  const length = durationOf(form);
  if (length === null) return form;
  return { ...form, end: later(form.start, Math.max(QUARTER, length + minutes)) };
}

/** The chosen time in the shown day; null while it is unfinished or on another day. */
export function chosenIn(grid: DayGrid, form: FormTimes): Stretch | null {
  const [startAt, endAt] = [
    momentOf(form.date, form.start, form.zone),
    momentOf(form.date, form.end, form.zone),
  ];
  return startAt && endAt ? stretchOf(grid, { startAt, endAt }) : null;
}

const later = (start: string, minutes: number): string => writeWallTime((minuteOfDay(start) ?? 0) + minutes);
