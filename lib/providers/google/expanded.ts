import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { Access, TimeSpan } from "@/lib/domain/calendar/provider";
import type { ZoneId } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";
import { callGoogle, type GoogleSettings } from "./client";

// Expanded, unlike the listing a sync token is made for: one call shows what all series have in the span.
const listing = { calendarId: "primary", singleEvents: true, orderBy: "startTime", maxResults: 250 } as const;

type Row = calendar_v3.Schema$Event;

/** What stands in a span, page by page, each with the calendar's own zone; `zone` where Google does not tell it. */
export async function* expanded(
  settings: GoogleSettings,
  access: Access,
  { from: timeMin, until: timeMax }: TimeSpan,
  zone: ZoneId,
  more: Pick<calendar_v3.Params$Resource$Events$List, "fields" | "maxAttendees"> = {},
): AsyncGenerator<{ rows: Row[]; zone: ZoneId }> {
  let pageToken: string | undefined;
  do {
    const asked = { ...listing, timeMin, timeMax, ...more, ...(pageToken ? { pageToken } : {}) };
    const { data } = await callGoogle(settings, access, (api) => api.events.list(asked));
    yield { rows: data.items ?? [], zone: data.timeZone && isZone(data.timeZone) ? data.timeZone : zone };
    pageToken = data.nextPageToken ?? undefined;
  } while (pageToken);
}
