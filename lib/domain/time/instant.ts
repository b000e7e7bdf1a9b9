/** A moment: RFC 3339 in UTC with milliseconds, as `Date#toISOString` writes it, so that text order is time order. */
export type Instant = string;

/** A calendar day without a zone: `YYYY-MM-DD`. */
export type PlainDate = string;

/** An IANA zone name such as `Europe/Warsaw`. */
export type ZoneId = string;

const MINUTE = 60_000;

export const minutes = (n: number): number => n * MINUTE;
export const hours = (n: number): number => n * 60 * MINUTE;
export const days = (n: number): number => n * 24 * 60 * MINUTE;

/**
 * Any RFC 3339 text to an `Instant`; null when it is not a moment. Neither is a year before 1 or after 9999: Google dates the
 * making of some imported events to the year 0, which no database column takes.
 */
export function toInstant(text: string | null | undefined): Instant | null {
  if (!text) return null;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return null;
  const instant = new Date(ms).toISOString();
  return /^(?!0000)\d{4}-/.test(instant) ? instant : null;
}

/** `at` moved by a signed number of milliseconds. */
export const shift = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export const elapsed = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);

/** The later of two moments. */
export const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
