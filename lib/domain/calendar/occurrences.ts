import { times } from "../meetings/from-event";
import { days, type Instant, laterOf, minutes, shift, type ZoneId } from "../time/instant";
import type { CalendarEvent } from "./event";
import type { TimeSpan } from "./provider";

/** How far ahead occurrences are looked for, so that each gets its card at the moment it begins. */
const AHEAD_MS = minutes(15);
/** After a longer absence this much is made up for, and what took place before it stays out. */
const FURTHEST_BACK_MS = days(30);
/** Occurrences logged in one transaction. */
const MOST_AT_ONCE = 100;

/** What to ask the calendar for: from where the last look ended to a little ahead. */
export const spanToAsk = (from: Instant, now: Instant): TimeSpan => ({
  from: laterOf(from, shift(now, -FURTHEST_BACK_MS)),
  until: shift(now, AHEAD_MS),
});

/** Whether the next look is due by itself: nothing ahead was known to wake for before then. */
export const isLookDue = (until: Instant | null, now: Instant): boolean =>
  until === null || shift(until, AHEAD_MS) <= now;

/** Occurrences to log together, and up to when all that took place is logged with them. */
export type Batch = { events: CalendarEvent[]; until: Instant };

/**
 * The occurrences that have begun, in the order of time, cut into batches; the last one ends at `now`, also when there is
 * nothing to log. A cut never falls between two that begin at the same moment. `next` is when the next one begins.
 */
export function begun(
  events: readonly CalendarEvent[],
  zone: ZoneId,
  now: Instant,
): { batches: Batch[]; next: Instant | null } {
  const all = events
    .map((event) => ({ event, at: times(event.slot, zone).startAt }))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  const batches: Batch[] = [];
  let batch: CalendarEvent[] = [];
  let last: Instant | null = null;
  for (const { event, at } of all.filter((each) => each.at < now)) {
    if (batch.length >= MOST_AT_ONCE && at !== last) {
      batches.push({ events: batch, until: at });
      batch = [];
    }
    batch.push(event);
    last = at;
  }
  batches.push({ events: batch, until: now });
  return { batches, next: all.find((each) => each.at >= now)?.at ?? null };
}

/** RULES N5: what takes place gets a card of its own, as what differs from its series does. */
export const asTakenPlace = (event: CalendarEvent): CalendarEvent =>
  event.series.role === "instance" ? { ...event, series: { ...event.series, isChanged: true } } : event;
