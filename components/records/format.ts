import type { Instant, PlainDate, ZoneId } from "@/lib/domain/time/instant";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type WallClock = { year: number; month: number; day: number; clock: string };

const clocks = new Map<ZoneId, Intl.DateTimeFormat>();

// Month names are our own because the server's and the browser's editions of them differ, which would break hydration.
function wallClock(at: Instant, zone: ZoneId): WallClock {
  let format = clocks.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    clocks.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(new Date(at)).map((part) => [part.type, part.value]));
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    clock: `${parts.hour}:${parts.minute}`,
  };
}

const dayWords = (day: number, month: number, year: number | null): string =>
  `${day} ${MONTHS[month - 1] ?? ""}${year === null ? "" : ` ${year}`}`;

/** The day of a moment in `zone`: "28 Oct", with the year when it is not the year of `now`. */
export function shortDay(at: Instant, zone: ZoneId, now: Instant): string {
  const then = wallClock(at, zone);
  return dayWords(then.day, then.month, then.year === wallClock(now, zone).year ? null : then.year);
}

/** Day and time of a moment in `zone`: "24 Nov, 14:00". */
export const shortMoment = (at: Instant, zone: ZoneId, now: Instant): string =>
  `${shortDay(at, zone, now)}, ${clockIn(zone, at)}`;

/** The full day of a moment in `zone`: "3 Nov 2026". */
export function fullDay(at: Instant, zone: ZoneId): string {
  const then = wallClock(at, zone);
  return dayWords(then.day, then.month, then.year);
}

/** A calendar day, which has no zone: "15 Dec 2026"; the text itself when it is none. */
export function plainDay(day: PlainDate): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return found ? dayWords(Number(found[3]), Number(found[2]), Number(found[1])) : day;
}

/** What a clock on the wall of `zone` shows at a moment: "17:42". */
export const clockIn = (zone: ZoneId, at: Instant): string => wallClock(at, zone).clock;

/** An amount in the account's currency, without cents when there are none: "€84,000". */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    maximumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  });
  return format.format(amount);
}

/** A whole number with thousands marked: "1,204,318". */
export const count = (value: number): string => value.toLocaleString("en-GB");
