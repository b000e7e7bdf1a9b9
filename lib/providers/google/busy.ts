import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import { type BusyBlock, type BusyDetail, busyTitle } from "@/lib/domain/availability/busy";
import type { Access, BusyAsk, TimeSpan } from "@/lib/domain/calendar/provider";
import { times } from "@/lib/domain/meetings/from-event";
import type { ZoneId } from "@/lib/domain/time/instant";
import { isZone } from "@/lib/domain/time/slot";
import { callGoogle, type GoogleSettings } from "./client";
import { toChange } from "./to-event";

// Our scope allows no free/busy query (providers 1.1). With one guest at most, Google lists the calendar's own person alone.
const listing = { calendarId: "primary", singleEvents: true, orderBy: "startTime", maxResults: 250 } as const;
const shape = "id,status,eventType,transparency,visibility,start,end,attendees(self,responseStatus)";
const fieldsFor: Record<BusyDetail, string> = {
  times: `timeZone,nextPageToken,items(${shape})`,
  titles: `timeZone,nextPageToken,items(summary,${shape})`,
};

/** What keeps the calendar's person busy in a span, as `events.list` tells it. */
export async function busy(
  settings: GoogleSettings,
  access: Access,
  span: TimeSpan,
  { zone, detail }: BusyAsk,
): Promise<BusyBlock[]> {
  const found: BusyBlock[] = [];
  const bounds = { timeMin: span.from, timeMax: span.until, maxAttendees: 1, fields: fieldsFor[detail] };
  let pageToken: string | undefined;
  do {
    const asked = { ...listing, ...bounds, ...(pageToken ? { pageToken } : {}) };
    const { data } = await callGoogle(settings, access, (api) => api.events.list(asked));
    const here = data.timeZone && isZone(data.timeZone) ? data.timeZone : zone;
    found.push(...(data.items ?? []).map((item) => toBlock(item, here)).filter((block) => block !== null));
    pageToken = data.nextPageToken ?? undefined;
  } while (pageToken);
  return found;
}

function toBlock(raw: calendar_v3.Schema$Event, zone: ZoneId): BusyBlock | null {
  if (raw.transparency === "transparent" || raw.eventType === "workingLocation" || isDeclined(raw))
    return null;
  const change = toChange(raw, zone);
  if (change?.kind !== "upsert") return null;
  const { event } = change;
  const { startAt, endAt } = times(event.slot, zone);
  const title = event.visibility === "private" ? null : busyTitle(event.title);
  return { startAt, endAt, kind: event.showsAway ? "away" : "busy", title };
}

const isDeclined = ({ attendees }: calendar_v3.Schema$Event): boolean =>
  attendees?.some(({ self, responseStatus }) => self === true && responseStatus === "declined") ?? false;
