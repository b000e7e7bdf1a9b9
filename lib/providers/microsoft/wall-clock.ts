import { Temporal } from "temporal-polyfill";
import type { Instant, PlainDate, ZoneId } from "@/lib/domain/time/instant";

/** A moment as a clock on the wall of a zone shows it: the day, and `HH:MM:SS` with a fraction where there is one. */
export function wallClock(at: Instant, zone: ZoneId): { day: PlainDate; time: string } {
  const wall = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return { day: wall.toPlainDate().toString(), time: wall.toPlainTime().toString() };
}
