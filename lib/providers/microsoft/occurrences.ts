import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access, TimeSpan } from "@/lib/domain/calendar/provider";
import type { ZoneId } from "@/lib/domain/time/instant";
import { occurrencesAmong } from "../occurrences-among";
import { viewOf } from "./calendar-view";
import { read } from "./events";
import type { MicrosoftSettings } from "./settings";

/** The occurrences that begin in a span, called-off ones left out: the view shows what all series have there. */
export async function occurrences(
  settings: MicrosoftSettings,
  access: Access,
  span: TimeSpan,
  zone: ZoneId,
): Promise<CalendarEvent[]> {
  const found: CalendarEvent[] = [];
  for await (const rows of viewOf(settings, access, span)) {
    const changes = rows.map((row) => read(row, access));
    found.push(...occurrencesAmong(changes, span, zone));
  }
  return found;
}
