import { Temporal } from "temporal-polyfill";
import type { EventTime } from "../google/event-record";
import { invalidProperty } from "./api-error";
import type { Recurrence } from "./event-record";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const INDEXES = ["first", "second", "third", "fourth"] as const;
const FREQUENCIES = {
  daily: "DAILY",
  weekly: "WEEKLY",
  absoluteMonthly: "MONTHLY",
  relativeMonthly: "MONTHLY",
  absoluteYearly: "YEARLY",
  relativeYearly: "YEARLY",
} as const;

/** The RFC 5545 rule of a Graph recurrence; an end date counts to the end of that day in `zone`. */
export function ruleOf({ pattern, range }: Recurrence, zone: string): string {
  const parts = [`FREQ=${FREQUENCIES[pattern.type]}`];
  if (pattern.interval > 1) parts.push(`INTERVAL=${pattern.interval}`);
  if (pattern.type.endsWith("Yearly")) parts.push(`BYMONTH=${pattern.month}`);
  if (pattern.type.startsWith("absolute")) parts.push(`BYMONTHDAY=${pattern.dayOfMonth}`);
  if (pattern.type === "weekly" || pattern.type.startsWith("relative")) {
    parts.push(`BYDAY=${(pattern.daysOfWeek ?? []).map(shortDay).join(",")}`);
  }
  if (pattern.type.startsWith("relative")) parts.push(`BYSETPOS=${positionOf(pattern.index ?? "first")}`);
  if (pattern.type === "weekly") parts.push(`WKST=${shortDay(pattern.firstDayOfWeek ?? "sunday")}`);
  if (range.type === "numbered") parts.push(`COUNT=${range.numberOfOccurrences}`);
  if (range.type === "endDate" && range.endDate) parts.push(`UNTIL=${untilOf(range.endDate, zone)}`);
  return `RRULE:${parts.join(";")}`;
}

/** The Graph recurrence of an RFC 5545 rule, for invitations from elsewhere and for the calendar page. */
export function recurrenceOf(lines: string[], start: EventTime): Recurrence {
  const line = lines.find((each) => each.startsWith("RRULE"));
  if (!line) throw invalidProperty("The recurrence has no rule.");
  const values = new Map(
    line
      .replace(/^RRULE:/, "")
      .split(";")
      .map((part) => part.split("=") as [string, string]),
  );
  const first = localDay(start);
  return { pattern: patternOf(values, first), range: rangeOf(values, start, first) };
}

/** Refuses recurrences Graph would refuse: 400. */
export function checkRecurrence({ pattern, range }: Recurrence): void {
  const needsDays = pattern.type === "weekly" || pattern.type.startsWith("relative");
  const isKnown = (day: string) => DAYS.includes(day.toLowerCase());
  if (needsDays && !(pattern.daysOfWeek?.length && pattern.daysOfWeek.every(isKnown))) {
    throw invalidProperty("Recurrence pattern needs daysOfWeek.");
  }
  if (pattern.type.startsWith("absolute") && !pattern.dayOfMonth)
    throw invalidProperty("Recurrence pattern needs dayOfMonth.");
  if (pattern.type.endsWith("Yearly") && !pattern.month)
    throw invalidProperty("Recurrence pattern needs month.");
  if (range.type === "endDate" && !range.endDate) throw invalidProperty("Recurrence range needs endDate.");
  if (range.type === "endDate" && range.endDate && range.endDate < range.startDate)
    throw invalidProperty("The recurrence ends before it starts.");
  if (range.type === "numbered" && !range.numberOfOccurrences)
    throw invalidProperty("Recurrence range needs numberOfOccurrences.");
}

/** The date of a time in its own zone. */
export function localDay(time: EventTime): Temporal.PlainDate {
  if ("date" in time) return Temporal.PlainDate.from(time.date);
  return Temporal.Instant.from(time.dateTime).toZonedDateTimeISO(time.timeZone).toPlainDate();
}

function patternOf(values: Map<string, string>, first: Temporal.PlainDate): Recurrence["pattern"] {
  const interval = Number(values.get("INTERVAL") ?? 1);
  const ordinal = /^(-?\d)([A-Z]{2})$/.exec(values.get("BYDAY") ?? "");
  const days = (ordinal?.[2] ?? values.get("BYDAY"))?.split(",").map(longDay);
  const position = Number(ordinal?.[1] ?? values.get("BYSETPOS") ?? 1);
  const index = position < 0 ? "last" : INDEXES[position - 1];
  const month = Number(values.get("BYMONTH") ?? first.month);
  const dayOfMonth = Number(values.get("BYMONTHDAY") ?? first.day);
  const frequency = values.get("FREQ");
  if (frequency === "DAILY") return { type: "daily", interval };
  if (frequency === "WEEKLY") {
    const daysOfWeek = days ?? [DAYS[first.dayOfWeek % 7] ?? "sunday"];
    return { type: "weekly", interval, daysOfWeek, firstDayOfWeek: longDay(values.get("WKST") ?? "MO") };
  }
  if (frequency === "MONTHLY") {
    if (days) return { type: "relativeMonthly", interval, daysOfWeek: days, index };
    return { type: "absoluteMonthly", interval, dayOfMonth };
  }
  if (days) return { type: "relativeYearly", interval, daysOfWeek: days, index, month };
  return { type: "absoluteYearly", interval, dayOfMonth, month };
}

function rangeOf(
  values: Map<string, string>,
  start: EventTime,
  first: Temporal.PlainDate,
): Recurrence["range"] {
  const range = {
    startDate: first.toString(),
    recurrenceTimeZone: "timeZone" in start ? start.timeZone : "UTC",
  };
  const count = values.get("COUNT");
  if (count) return { type: "numbered", ...range, numberOfOccurrences: Number(count) };
  const until = values.get("UNTIL");
  if (!until) return { type: "noEnd", ...range };
  return { type: "endDate", ...range, endDate: lastDay(until, start) };
}

/** The day of the last slot an UNTIL lets through: an instant counts against the clock of the slots. */
function lastDay(until: string, start: EventTime): string {
  const day = Temporal.PlainDate.from(until.slice(0, 8));
  if ("date" in start || !until.endsWith("Z")) return day.toString();
  const last = Temporal.Instant.from(until).toZonedDateTimeISO(start.timeZone);
  const clock = Temporal.Instant.from(start.dateTime).toZonedDateTimeISO(start.timeZone).toPlainTime();
  const isThrough = Temporal.PlainTime.compare(clock, last.toPlainTime()) <= 0;
  return last
    .toPlainDate()
    .subtract({ days: isThrough ? 0 : 1 })
    .toString();
}

function untilOf(endDate: string, zone: string): string {
  const next = Temporal.PlainDate.from(endDate).add({ days: 1 }).toZonedDateTime(zone);
  return next.subtract({ seconds: 1 }).toInstant().toString().replace(/[-:]/g, "");
}

function positionOf(index: string): number {
  return index === "last" ? -1 : (INDEXES as readonly string[]).indexOf(index) + 1;
}

function shortDay(day: string): string {
  return day.slice(0, 2).toUpperCase();
}

function longDay(short: string): string {
  return DAYS.find((day) => shortDay(day) === short) ?? "monday";
}
