import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { FieldErrors } from "../errors";
import type { Instant, PlainDate, ZoneId } from "../time/instant";
import { elapsed, days as inMs } from "../time/instant";
import { zoneSchema } from "../time/slot";
import { readWallTime } from "../time/wall-time";
import { dayAfter, dayOf, startOfDay, wallClock, wallTime } from "../time/zoned";
import { MAX_NOTE } from "./from-event";
import type { TimeOffFields } from "./time-off";

const time = z.string().transform((typed) => readWallTime(typed) ?? typed.trim());

/** The Time off form as typed; the browser and the server parse with the same schema. Hours count unless `allDay`. */
export const timeOffInput = z.object({
  /** Made by the form when it opens, so that a second press of Save is the same entry. */
  id: z.uuid(),
  allDay: z.boolean(),
  from: z.iso.date("Choose the first day."),
  /** The last day, included. */
  until: z.iso.date("Choose the last day."),
  start: time,
  end: time,
  zone: zoneSchema,
  note: z.string().trim().max(MAX_NOTE, "Use at most 255 characters."),
});
export type TimeOffInput = z.infer<typeof timeOffInput>;
export type TimeOffForm = z.input<typeof timeOffInput>;

export const timeOffRef = z.object({ id: z.uuid() });
export const setTimeOffSyncInput = z.object({ keepsSame: z.boolean() });
export type SetTimeOffSyncInput = z.infer<typeof setTimeOffSyncInput>;

/** The days of a teammate's time off: a span of at most a year. */
export const timeOffSpan = z.object({ from: z.iso.datetime(), until: z.iso.datetime() });

const EARLIEST = "2000-01-01";
const LATEST = "2100-12-31";
const LONGEST_MS = inMs(366);
const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

export type ReadTimeOff = { ok: true; fields: TimeOffFields } | { ok: false; faults: FieldErrors };

/** A filled-in form as time off, or one sentence per field. */
export function readTimeOff(input: TimeOffInput): ReadTimeOff {
  const faults = dayFaults(input);
  if (!input.allDay && !isTime(input.start)) faults.start = "Write a time such as 09:00.";
  if (!input.allDay && !isTime(input.end)) faults.end = "Write a time such as 17:00.";
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const fields = input.allDay ? wholeDays(input) : hoursOf(input);
  const late = lengthFault(fields, input);
  return late ? { ok: false, faults: late } : { ok: true, fields };
}

function dayFaults({ from, until }: TimeOffInput): FieldErrors {
  const isOdd = (day: string) => day < EARLIEST || day > LATEST;
  const sentence = "Choose a date between the years 2000 and 2100.";
  return {
    ...(isOdd(from) ? { from: sentence } : {}),
    ...(isOdd(until) ? { until: sentence } : {}),
  };
}

function wholeDays({ from, until, zone, note }: TimeOffInput): TimeOffFields {
  const end = dayAfter(until);
  return {
    startAt: startOfDay(from, zone),
    endAt: startOfDay(end, zone),
    zone,
    allDay: { from, until: end },
    note: note || null,
  };
}

const hoursOf = ({ from, until, start, end, zone, note }: TimeOffInput): TimeOffFields => ({
  startAt: wallTime(from, start, zone),
  endAt: wallTime(until, end, zone),
  zone,
  allDay: null,
  note: note || null,
});

function lengthFault(times: { startAt: Instant; endAt: Instant }, input: TimeOffInput): FieldErrors | null {
  const length = elapsed(times.startAt, times.endAt);
  if (length > LONGEST_MS) return { until: "Enter at most a year at once." };
  if (length > 0) return null;
  return input.allDay || input.until < input.from
    ? { until: "The last day must not come before the first." }
    : { end: "The end must come after the start." };
}

/** The form of an entry, or a blank one: tomorrow, whole. An entry keeps its own zone, so that its hours stay what they are. */
export function formOf(
  entry: (TimeOffFields & { id: string }) | null,
  blank: { id: string; now: Instant; zone: ZoneId },
): TimeOffForm {
  if (entry === null) {
    const tomorrow = dayAfter(dayOf(blank.now, blank.zone));
    const day = { allDay: true, from: tomorrow, until: tomorrow, start: "09:00", end: "17:00" };
    return { id: blank.id, ...day, zone: blank.zone, note: "" };
  }
  const { id, startAt, endAt, zone, allDay, note } = entry;
  const [first, last] = [wallClock(startAt, zone), wallClock(endAt, zone)];
  return {
    id,
    allDay: allDay !== null,
    from: allDay?.from ?? first.day,
    until: allDay ? dayBefore(allDay.until) : last.day,
    start: allDay ? "09:00" : first.time,
    end: allDay ? "17:00" : last.time,
    zone,
    note: note ?? "",
  };
}

const dayBefore = (day: PlainDate): PlainDate =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
