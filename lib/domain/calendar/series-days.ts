import { RRuleTemporal } from "rrule-temporal";
import type { Instant, PlainDate } from "../time/instant";
import { dayOf } from "../time/zoned";
import type { SeriesFacts } from "./series";

/**
 * Whether a series has a later occurrence on the day of this slot, in its own zone: the hour is not asked for, since a series
 * that moves within its days keeps its occurrences. True where its rule is not known, is none that RFC 5545 has, or does not
 * name the day of its own first occurrence: then the zone is another one than it was written in.
 */
export function hasSlotOn(
  slot: Instant,
  { rule, firstStart, zone }: Pick<SeriesFacts, "rule" | "firstStart" | "zone">,
): boolean {
  if (rule.length === 0 || firstStart === null) return true;
  const [first, day] = [dayOf(firstStart, zone), dayOf(slot, zone)];
  return day > first && rule.some((line) => mayRepeatOn(day, line, first));
}

/** Days alone, as if all of them were UTC's: no clock changes there. */
function mayRepeatOn(day: PlainDate, line: string, first: PlainDate): boolean {
  try {
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;TZID=UTC:${first.replaceAll("-", "")}T000000\n${line}`,
    });
    const has = (each: PlainDate): boolean => {
      const at = new Date(`${each}T00:00:00Z`);
      return rule.between(at, at, true).length > 0;
    };
    return has(day) || !has(first);
  } catch {
    return true;
  }
}
