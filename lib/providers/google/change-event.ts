import type { CalendarEvent, EventPatch } from "@/lib/domain/calendar/event";
import type { Access } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { type CalendarItem, callGoogle, type GoogleSettings, upon } from "./client";
import { attendeesAfter, fromPatch } from "./from-patch";
import { toChange } from "./to-event";
import { zoneOr } from "./zone-or";

const calendarId = "primary";

/**
 * Changes what the patch names, upon the version it was made from, and tells the guests. No conference version is sent, so
 * that a video link stays whatever else is written.
 */
export async function changeEvent(
  settings: GoogleSettings,
  access: Access,
  patch: EventPatch,
): Promise<CalendarEvent> {
  const { eventId, etag, guests } = patch;
  const attendees = guests ? attendeesAfter(await known(settings, access, patch), guests) : null;
  const requestBody = { ...fromPatch(patch), ...(attendees ? { attendees } : {}) };
  try {
    const asked = { calendarId, eventId, sendUpdates: "all", requestBody };
    const { data } = await callGoogle(settings, access, (api) => api.events.patch(asked, upon(etag)));
    return live(data);
  } catch (error) {
    // A deleted event is another version too, and is refused as that before it is found to be gone.
    if (error instanceof ProviderError && error.kind === "changed") await standing(settings, access, eventId);
    throw error;
  }
}

/** The event in the version the patch is made upon. */
async function known(
  settings: GoogleSettings,
  access: Access,
  { eventId, etag }: EventPatch,
): Promise<CalendarItem> {
  const event = await standing(settings, access, eventId);
  if (event.etag !== etag)
    throw new ProviderError("changed", "The event was changed before its guests could be");
  return event;
}

/** The event as it is now; Google goes on showing a deleted one for a while. */
async function standing(settings: GoogleSettings, access: Access, eventId: string): Promise<CalendarItem> {
  const { data } = await callGoogle(settings, access, (api) => api.events.get({ calendarId, eventId }));
  if (data.status === "cancelled") throw deleted();
  return data;
}

function live(data: CalendarItem): CalendarEvent {
  const change = toChange(data, zoneOr(data.start?.timeZone));
  if (change?.kind === "upsert") return change.event;
  // It is changed: only what was answered cannot be told. The next reading tells it.
  throw change
    ? deleted()
    : new ProviderError("temporary", "Google answered with an event that could not be read");
}

const deleted = () => new ProviderError("gone", "The event was deleted in the calendar before the change");
