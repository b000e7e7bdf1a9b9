import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access, TimeSpan } from "@/lib/domain/calendar/provider";
import type { ZoneId } from "@/lib/domain/time/instant";
import { occurrencesAmong } from "../occurrences-among";
import type { GoogleSettings } from "./client";
import { expanded } from "./expanded";
import { toChange } from "./to-event";

/** The occurrences that begin in a span, called-off ones left out. */
export async function occurrences(
  settings: GoogleSettings,
  access: Access,
  span: TimeSpan,
  zone: ZoneId,
): Promise<CalendarEvent[]> {
  const found: CalendarEvent[] = [];
  for await (const { rows, zone: here } of expanded(settings, access, span, zone)) {
    const changes = rows.map((row) => toChange(row, here));
    found.push(...occurrencesAmong(changes, span, here));
  }
  return found;
}
