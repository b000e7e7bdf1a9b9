import { Temporal } from "temporal-polyfill";
import type { Instant, PlainDate, ZoneId } from "../time/instant";
import { minuteOfDay, readWallTime, type WallTime, writeWallTime } from "../time/wall-time";
import { wallTime } from "../time/zoned";

/** Duration presets under Start and End, in minutes (product section 5). */
export const durationPresets = [15, 30, 45, 60] as const;
const DEFAULT_MINUTES = 30;

/** When a form says its meeting is, as typed: every text may be unfinished. */
export type FormTimes = { date: string; start: string; end: string; zone: string };
export type GuestClock = { name: string | null; email: string; timeZone: string | null };

/** The next half hour, half an hour long; 09:00 tomorrow when that would cross midnight. */
export function nextSlot(now: Instant, zone: ZoneId): { date: PlainDate; start: WallTime; end: WallTime } {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const start = Math.floor((here.hour * 60 + here.minute) / 30) * 30 + 30;
  if (start + DEFAULT_MINUTES >= 24 * 60) {
    return { date: here.toPlainDate().add({ days: 1 }).toString(), start: "09:00", end: "09:30" };
  }
  return {
    date: here.toPlainDate().toString(),
    start: writeWallTime(start),
    end: writeWallTime(start + DEFAULT_MINUTES),
  };
}

/** A new start moves the end along, so that the duration stays. */
export function withStart<T extends FormTimes>(form: T, typed: string): T {
  const start = readWallTime(typed) ?? typed;
  const duration = durationOf(form) ?? DEFAULT_MINUTES;
  const minute = minuteOfDay(start);
  return minute === null ? { ...form, start } : { ...form, start, end: writeWallTime(minute + duration) };
}

/** The end that makes the meeting so many minutes long, held inside the day. */
export function withDuration<T extends FormTimes>(form: T, minutes: number): T {
  const minute = minuteOfDay(form.start);
  return minute === null ? form : { ...form, end: writeWallTime(minute + minutes) };
}

/** Minutes from start to end; null unless both are times and the end is later. */
export function durationOf({ start, end }: Pick<FormTimes, "start" | "end">): number | null {
  const from = minuteOfDay(start);
  const until = minuteOfDay(end);
  return from === null || until === null || until <= from ? null : until - from;
}

/** When the form says the meeting starts; null while date, time or zone are unfinished. */
export const startOf = (form: FormTimes): Instant | null => momentOf(form.date, form.start, form.zone);

/** A wall time in a zone as an instant; null while either is unfinished. */
export function momentOf(date: PlainDate, time: WallTime, zone: ZoneId): Instant | null {
  if (minuteOfDay(time) === null) return null;
  try {
    return wallTime(date, time, zone);
  } catch {
    // No such day, or a zone this runtime does not know.
    return null;
  }
}

/** True when the meeting has begun: it is logged and nobody is invited (as in HubSpot). */
export function startsInPast(form: FormTimes, now: Instant): boolean {
  const start = startOf(form);
  return start !== null && start < now;
}

/** `dayShift`: how many days the guest's calendar is off the host's, -1, 0 or 1. */
export type LocalTime = { zone: ZoneId; names: string[]; time: WallTime; dayShift: number };

/** The start on the clock of each guest whose zone is known, one line per zone. */
export function localTimes(form: FormTimes & { attendees: readonly GuestClock[] }): LocalTime[] {
  const start = startOf(form);
  if (start === null) return [];
  const byZone = new Map<ZoneId, string[]>();
  for (const guest of form.attendees) {
    if (!guest.timeZone) continue;
    const names = byZone.get(guest.timeZone) ?? [];
    byZone.set(guest.timeZone, [...names, guest.name?.split(/\s/)[0] || guest.email]);
  }
  return [...byZone].flatMap(([zone, names]) => localTime(start, form.date, zone, names));
}

function localTime(start: Instant, date: PlainDate, zone: ZoneId, names: string[]): LocalTime[] {
  try {
    const there = Temporal.Instant.from(start).toZonedDateTimeISO(zone);
    const dayShift = Temporal.PlainDate.from(date).until(there.toPlainDate()).days;
    return [{ zone, names, time: writeWallTime(there.hour * 60 + there.minute), dayShift }];
  } catch {
    // A zone name that this browser does not know says nothing about the guest's clock.
    return [];
  }
}
