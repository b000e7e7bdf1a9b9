import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { Access, TimeSpan } from "@/lib/domain/calendar/provider";
import type { ZoneId } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";
import { occurrencesAmong } from "../occurrences-among";
import { callGoogle, type GoogleSettings } from "./client";
import { toChange } from "./to-event";

// Expanded, unlike the listing a sync token is made for: one call shows what all series have in the span.
const listing = { calendarId: "primary", singleEvents: true, orderBy: "startTime", maxResults: 250 } as const;

/** The occurrences that begin in a span, called-off ones left out. */
export async function occurrences(
  settings: GoogleSettings,
  access: Access,
  span: TimeSpan,
  zone: ZoneId,
): Promise<CalendarEvent[]> {
  const found: CalendarEvent[] = [];
  let pageToken: string | undefined;
  do {
    const asked = {
      ...listing,
      timeMin: span.from,
      timeMax: span.until,
      ...(pageToken ? { pageToken } : {}),
    };
    const { data } = await callGoogle(settings, access, (api) => api.events.list(asked));
    const here = data.timeZone && isZone(data.timeZone) ? data.timeZone : zone;
    const rows = (data.items ?? []).map((item) => toChange(item, here));
    found.push(...occurrencesAmong(rows, span, here));
    pageToken = data.nextPageToken ?? undefined;
  } while (pageToken);
  return found;
}
