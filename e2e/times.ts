import { Temporal } from "temporal-polyfill";

/** A slot on the wall clock of the demo account's administrator. */
export type Slot = { date: string; start: string; end: string };

const zone = "Europe/Warsaw";

/** A slot of half an hour some days from today, negative days being past; `at` is the wall clock, `10:00` unless said. */
export function inDays(days: number, at = "10:00"): Slot {
  const end = Temporal.PlainTime.from(at).add({ minutes: 30 }).toString({ smallestUnit: "minute" });
  return { date: Temporal.Now.plainDateISO(zone).add({ days }).toString(), start: at, end };
}

/** The slot as the calendar API says it. */
export const asEventTimes = ({ date, start, end }: Slot) => ({
  start: { dateTime: `${date}T${start}:00`, timeZone: zone },
  end: { dateTime: `${date}T${end}:00`, timeZone: zone },
});

/** The slot as scheduling mail says it: instants in UTC, with the zone they were written in. */
export function asInstants({ date, start, end }: Slot) {
  const at = (clock: string) => ({
    dateTime: Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(zone).toInstant().toString(),
    timeZone: zone,
  });
  return { start: at(start), end: at(end) };
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `24 Nov, 10:00–10:30`: how a card says the slot, without the weekday; the year only when it is another one. */
export function onCard({ date, start, end }: Slot): string {
  const day = Temporal.PlainDate.from(date);
  const year = day.year === Temporal.Now.plainDateISO(zone).year ? "" : ` ${day.year}`;
  return `${day.day} ${months[day.month - 1]}${year}, ${start}–${end}`;
}
