import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { EventDraft } from "@/lib/domain/calendar/event";
import type { Slot } from "@/lib/domain/time/slot";
import { crmMeetingProperty } from "./to-event";

/**
 * A meeting of ours as the body of `events.insert`. The id is the meeting's own, so that an insert that is repeated after a
 * lost answer meets 409 instead of making a second event.
 */
export function fromDraft(draft: EventDraft): calendar_v3.Schema$Event {
  return {
    id: draft.id,
    summary: draft.title,
    ...times(draft.slot),
    ...(draft.descriptionHtml ? { description: draft.descriptionHtml } : {}),
    ...(draft.locationText ? { location: draft.locationText } : {}),
    attendees: draft.guests.map(invited),
    extendedProperties: { private: { [crmMeetingProperty]: draft.crmMeetingId } },
    source: { title: "Almanac", url: draft.sourceUrl },
    ...(draft.conference ? { conferenceData: meetRequest(draft.id) } : {}),
  };
}

/** Somebody who is to be invited, as an attendee. */
export const invited = ({ email, name }: EventDraft["guests"][number]): calendar_v3.Schema$EventAttendee => ({
  email,
  ...(name ? { displayName: name } : {}),
});

function times(slot: Slot): Pick<calendar_v3.Schema$Event, "start" | "end"> {
  if (slot.kind === "all-day") return { start: { date: slot.from }, end: { date: slot.until } };
  return {
    start: { dateTime: slot.start, timeZone: slot.zone },
    end: { dateTime: slot.end, timeZone: slot.zone },
  };
}

const meetRequest = (requestId: string): calendar_v3.Schema$ConferenceData => ({
  createRequest: { requestId, conferenceSolutionKey: { type: "hangoutsMeet" } },
});
