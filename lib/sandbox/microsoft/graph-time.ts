import { Temporal } from "temporal-polyfill";
import type { EventTime } from "../google/event-record";
import { invalidParameter, invalidProperty } from "./api-error";
import { ianaZone } from "./time-zones";

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(Z)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** `start` or `end` as a client writes it: a wall clock and the zone that gives it a meaning. */
export type DateTimeTimeZone = { dateTime: string; timeZone?: string | null | undefined };

/** Reads a start or end; 400 in Graph's words when it cannot be understood. Windows and IANA names both do. */
export function parseDateTime(input: DateTimeTimeZone, side: "start" | "end"): EventTime {
  const match = DATE_TIME.exec(input.dateTime);
  if (!match) throw invalidProperty(`The value of '${side}' is not a date and time without an offset.`);
  const zone = ianaZone(input.timeZone ?? "UTC");
  if (!zone) throw invalidProperty(`The time zone '${input.timeZone}' is not supported.`);
  const timeZone = match[1] ? "UTC" : zone;
  try {
    const wall = Temporal.PlainDateTime.from(input.dateTime.replace(/Z$/, ""));
    const instant = wall.toZonedDateTime(timeZone).toInstant();
    return { dateTime: instant.toString({ smallestUnit: "second" }), timeZone };
  } catch {
    throw invalidProperty(`The value of '${side}' is not a date and time.`);
  }
}

/** The date of a whole-day boundary: it must be midnight in its own zone (providers 3.1). */
export function parseWholeDay(input: DateTimeTimeZone, side: "start" | "end"): EventTime {
  parseDateTime(input, side);
  const [date = "", clock = ""] = input.dateTime.replace(/Z$/, "").split("T");
  if (/^00:00(:00(\.0+)?)?$/.test(clock)) return { date };
  throw invalidProperty(
    "Event.Start and Event.End must be set to midnight if the event is an all day event.",
  );
}

/** The wire shape in one zone: seven decimals and no offset; a whole day is midnight in whatever zone. */
export function dateTimeToWire(time: EventTime, zoneName: string) {
  if ("date" in time) return { dateTime: `${time.date}T00:00:00.0000000`, timeZone: zoneName };
  const zone = ianaZone(zoneName) ?? "UTC";
  // By far the most: ten thousand events of a mailbox are all written out in UTC.
  if (zone === "UTC") return { dateTime: wireText(Date.parse(time.dateTime)), timeZone: zoneName };
  const wall = Temporal.Instant.from(time.dateTime).toZonedDateTimeISO(zone).toPlainDateTime();
  return { dateTime: wall.toString({ fractionalSecondDigits: 7 }), timeZone: zoneName };
}

/** A real instant (creation, change, original start) with seven decimals and `Z`. */
export function instantToWire(ms: number): string {
  return `${wireText(ms)}Z`;
}

/** The wall clock of UTC with seven decimals. */
const wireText = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}0000`;

/** Epoch milliseconds of a query parameter; without an offset it is UTC. A raw `+` arrives as a space: 400. */
export function parseInstant(text: string | null, name: string): number {
  if (!text)
    throw invalidParameter(`This request requires a time window: the '${name}' parameter is missing.`);
  if (!INSTANT.test(text)) throw invalidParameter(`The value '${text}' of parameter '${name}' is invalid.`);
  const hasOffset = /(Z|[+-]\d{2}:\d{2})$/.test(text) && text.includes("T");
  try {
    if (hasOffset) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime("UTC").epochMilliseconds;
  } catch {
    throw invalidParameter(`The value '${text}' of parameter '${name}' is invalid.`);
  }
}
