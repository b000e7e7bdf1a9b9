import { z } from "zod";
import type { Instant, PlainDate, ZoneId } from "./instant";

/** When a meeting is. `until` is exclusive, as both providers say it. Instants are UTC; the zone is for display. */
export type Slot =
  | { kind: "timed"; start: Instant; end: Instant; zone: ZoneId }
  | { kind: "all-day"; from: PlainDate; until: PlainDate };

/** True for a zone name this runtime knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const zoneSchema = z.string().min(1).max(64).refine(isZone, "Choose a time zone from the list.");
