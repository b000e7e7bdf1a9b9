import { Temporal } from "temporal-polyfill";
import type { EventTime } from "../../google/event-record";
import { timeToMs } from "../../google/event-time";

/** The times of an event as the dialog's fields show them, in the person's own zone. */
export function timeFields(record: { start: EventTime; end: EventTime }, timeZone: string) {
  const isAllDay = "date" in record.start;
  const start = localTime(record.start, timeZone);
  const end = localTime(record.end, timeZone);
  const lastDay = isAllDay ? end.toPlainDate().subtract({ days: 1 }) : end.toPlainDate();
  return {
    isAllDay,
    date: start.toPlainDate().toString(),
    lastDay: lastDay.toString(),
    start: start.toPlainTime().toString({ smallestUnit: "minute" }),
    end: end.toPlainTime().toString({ smallestUnit: "minute" }),
    timeZone,
  };
}

function localTime(time: EventTime, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(timeToMs(time, zone)).toZonedDateTimeISO(zone);
}
