import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { BusyBlock, BusyDetail } from "@/lib/domain/availability/busy";
import type { Access, BusyAsk, TimeSpan } from "@/lib/domain/calendar/provider";
import type { ZoneId } from "@/lib/domain/time/instant";
import { busyBlockOf } from "../busy-block";
import type { GoogleSettings } from "./client";
import { expanded } from "./expanded";
import { toChange } from "./to-event";

// Our scope allows no free/busy query (providers 1.1). With one guest at most, Google lists the calendar's own person alone.
const maxAttendees = 1;
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
  const more = { maxAttendees, fields: fieldsFor[detail] };
  for await (const { rows, zone: here } of expanded(settings, access, span, zone, more))
    found.push(...rows.map((row) => toBlock(row, here)).filter((block) => block !== null));
  return found;
}

function toBlock(raw: calendar_v3.Schema$Event, zone: ZoneId): BusyBlock | null {
  if (raw.transparency === "transparent" || raw.eventType === "workingLocation" || isDeclined(raw))
    return null;
  return busyBlockOf(toChange(raw, zone), zone);
}

const isDeclined = ({ attendees }: calendar_v3.Schema$Event): boolean =>
  attendees?.some(({ self, responseStatus }) => self === true && responseStatus === "declined") ?? false;
