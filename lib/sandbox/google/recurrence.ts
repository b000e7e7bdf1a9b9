import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { invalidValue } from "./api-error";
import type { EventTime } from "./event-record";
import { atInstant, sameTime, timeToMs } from "./event-time";

/** A series: the start of its first slot, the end of that slot and the RFC 5545 lines. */
export type Series = { start: EventTime; end: EventTime; recurrence?: string[] | undefined };
export type Slot = { start: EventTime; end: EventTime };
/** Half-open, epoch milliseconds. */
export type Span = { from: number; to: number };

const LINE = /^(RRULE|EXRULE|RDATE|EXDATE)[:;]/;
const FREQUENCY = /FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/;
const INSTANCE_ID = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Refuses recurrence lines Google would refuse: 400 `invalid`. */
export function checkRecurrence(series: Series): void {
  for (const line of series.recurrence ?? []) {
    if (!LINE.test(line)) throw invalidValue("Invalid recurrence rule.", "recurrence");
    if (line.startsWith("RRULE") && !FREQUENCY.test(line))
      throw invalidValue("Invalid recurrence rule.", "recurrence");
  }
  try {
    slotsBetween(series, { from: startMs(series.start), to: startMs(series.start) + DAY_MS }, 1);
  } catch {
    throw invalidValue("Invalid recurrence rule.", "recurrence");
  }
}

/** The slots that overlap `span`, in order, at most `limit`. Whole days are read as UTC days. */
export function slotsBetween(series: Series, span: Span, limit: number): Slot[] {
  const length = lengthMs(series);
  const starts = startsBetween(series, { from: span.from - length, to: span.to });
  const overlapping = starts.filter(
    (start) => start < span.to && (start + length > span.from || start >= span.from),
  );
  return overlapping.slice(0, limit).map((start) => slotAt(series, start));
}

/** The slot that begins exactly at `start`, or undefined when the rule has none there. */
export function slotStartingAt(series: Series, start: EventTime): Slot | undefined {
  const at = startMs(start);
  return startsBetween(series, { from: at, to: at + 1 }).includes(at) ? slotAt(series, at) : undefined;
}

/** How many slots begin before `start`. */
export function countBefore(series: Series, start: EventTime): number {
  return startsBetween(series, { from: startMs(series.start), to: startMs(start) }).length;
}

/** `<master>_YYYYMMDDTHHMMSSZ`, or `_YYYYMMDD` for whole days (providers 2.1). */
export function instanceId(masterId: string, start: EventTime): string {
  const text = "date" in start ? start.date : start.dateTime.replace(/\.\d+/, "");
  return `${masterId}_${text.replace(/[-:]/g, "")}`;
}

/** The master's id and the slot an instance id names; the slot takes its zone from `timeZone`. */
export function parseInstanceId(
  id: string,
): { masterId: string; slotOf: (master: Series) => EventTime } | undefined {
  const match = INSTANCE_ID.exec(id);
  const [masterId, text] = [match?.[1], match?.[2]];
  if (!masterId || !text) return undefined;
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  const clock = `${text.slice(9, 11)}:${text.slice(11, 13)}:${text.slice(13, 15)}`;
  const slotOf = (master: Series): EventTime => {
    if (text.length === 8) return { date: day };
    return {
      dateTime: `${day}T${clock}Z`,
      timeZone: "timeZone" in master.start ? master.start.timeZone : "UTC",
    };
  };
  return { masterId, slotOf };
}

/** The lines of a series that ends before the slot `start`: UNTIL in place of COUNT. */
export function endingBefore(series: Series, start: EventTime): string[] {
  const last =
    "date" in start
      ? Temporal.PlainDate.from(start.date).subtract({ days: 1 }).toString().replace(/-/g, "")
      : new Date(startMs(start) - 1000).toISOString().replace(/[-:]|\.\d+/g, "");
  return withoutLimit(series).map((line) => (line.startsWith("RRULE") ? `${line};UNTIL=${last}` : line));
}

/** The lines of the rest of a series from the slot `start` on: COUNT is reduced by what came before. */
export function startingFrom(series: Series, start: EventTime): string[] {
  const before = countBefore(series, start);
  return (series.recurrence ?? []).map((line) =>
    line.replace(/COUNT=(\d+)/, (_, count: string) => `COUNT=${Math.max(1, Number(count) - before)}`),
  );
}

function withoutLimit(series: Series): string[] {
  return (series.recurrence ?? []).map((line) =>
    line.replace(/;?(COUNT=\d+|UNTIL=[0-9TZ]+)/g, "").replace(/:;/, ":"),
  );
}

function startsBetween(series: Series, span: Span): number[] {
  const zone = zoneOf(series.start);
  const excluded = new Set(listedTimes(series, "EXDATE", zone));
  const added = listedTimes(series, "RDATE", zone).filter((at) => at >= span.from && at < span.to);
  const ruled = (series.recurrence ?? [])
    .filter((line) => line.startsWith("RRULE"))
    .flatMap((line) => ruleStarts(series, line, zone, span));
  const first = startMs(series.start);
  const own = first >= span.from && first < span.to ? [first] : [];
  const all = new Set([...own, ...ruled, ...added]);
  return [...all].filter((at) => !excluded.has(at)).sort((one, other) => one - other);
}

function ruleStarts(series: Series, line: string, zone: string, span: Span): number[] {
  const local = Temporal.Instant.fromEpochMilliseconds(startMs(series.start))
    .toZonedDateTimeISO(zone)
    .toPlainDateTime();
  const stamp = local.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
  const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${stamp}\n${line}` });
  const found = rule.between(new Date(span.from), new Date(span.to), true);
  return found.map((each) => each.epochMilliseconds).filter((at) => at >= span.from && at < span.to);
}

function listedTimes(series: Series, name: "EXDATE" | "RDATE", zone: string): number[] {
  const lines = (series.recurrence ?? []).filter((line) => line.startsWith(name));
  return lines.flatMap((line) => {
    const [head = "", list = ""] = line.split(":");
    const lineZone = /TZID=([^;:]+)/.exec(head)?.[1] ?? zone;
    return list.split(",").map((text) => listedTime(text.trim(), lineZone));
  });
}

function listedTime(text: string, zone: string): number {
  if (text.length === 8) return Temporal.PlainDate.from(text).toZonedDateTime("UTC").epochMilliseconds;
  if (text.endsWith("Z")) return Temporal.Instant.from(text).epochMilliseconds;
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
}

function slotAt(series: Series, start: number): Slot {
  if ("date" in series.start) return { start: dayOf(start), end: dayOf(start + lengthMs(series)) };
  const zone = series.start.timeZone;
  return { start: atInstant(start, zone), end: atInstant(start + lengthMs(series), endZone(series)) };
}

function dayOf(ms: number): EventTime {
  return { date: new Date(ms).toISOString().slice(0, 10) };
}

function endZone(series: Series): string {
  return "timeZone" in series.end ? series.end.timeZone : zoneOf(series.start);
}

function zoneOf(time: EventTime): string {
  return "timeZone" in time ? time.timeZone : "UTC";
}

function lengthMs(series: Series): number {
  return startMs(series.end) - startMs(series.start);
}

function startMs(time: EventTime): number {
  return timeToMs(time, "UTC");
}

/** Whether two series produce the same slots on paper: same first start, same lines. */
export function sameSlots(one: Series, other: Series): boolean {
  return (
    sameTime(one.start, other.start) &&
    zoneOf(one.start) === zoneOf(other.start) &&
    JSON.stringify(one.recurrence ?? []) === JSON.stringify(other.recurrence ?? [])
  );
}
