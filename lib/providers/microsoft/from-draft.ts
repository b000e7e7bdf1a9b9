import type { EventDraft } from "@/lib/domain/calendar/event";
import type { Slot } from "@/lib/domain/time/slot";
import { wallTime } from "@/lib/domain/time/zoned";
import { transactionPrefix } from "./to-event";
import { wallClock } from "./wall-clock";
import type { RawAttendee } from "./wire";
import { windowsZone } from "./zones";

/** The extended property that finds an event of ours again: a filter on `transactionId` may be refused (providers 3.1). */
export const meetingProperty = "String {7f1c0f64-2f0b-4c1d-9b8e-1a2b3c4d5e6f} Name CrmMeetingId";

/**
 * A meeting of ours as the body of a create. The transaction id is the meeting's own, so that a repeated create makes no
 * second event. `sourceUrl` stays out: Graph has no place for it that the guests do not see.
 */
export function fromDraft(draft: EventDraft, video: "teams" | "none"): Record<string, unknown> {
  return {
    subject: draft.title,
    ...timesOf(draft.slot),
    ...(draft.descriptionHtml ? { body: { contentType: "html", content: draft.descriptionHtml } } : {}),
    ...(draft.locationText ? { location: { displayName: draft.locationText } } : {}),
    attendees: draft.guests.map(invited),
    transactionId: `${transactionPrefix}${draft.crmMeetingId}`,
    singleValueExtendedProperties: [{ id: meetingProperty, value: draft.crmMeetingId }],
    ...(video === "teams" ? { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" } : {}),
  };
}

/** Somebody who is to be invited, as an attendee. */
export const invited = ({ email, name }: EventDraft["guests"][number]): RawAttendee => ({
  type: "required",
  emailAddress: { address: email, ...(name ? { name } : {}) },
});

/** Start and end as Graph takes them: whole days as dates that float, the rest in the event's own zone. */
export function timesOf(slot: Slot): Record<string, unknown> {
  if (slot.kind === "all-day") {
    const at = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: "UTC" });
    return { isAllDay: true, start: at(slot.from), end: at(slot.until) };
  }
  return { start: timeAt(slot.start, slot.zone), end: timeAt(slot.end, slot.zone) };
}

/** In the meeting's own zone, whose name the calendar shows; in UTC where Windows has no such zone or the hour comes twice. */
function timeAt(at: string, zone: string): { dateTime: string; timeZone: string } {
  const { day, time } = wallClock(at, zone);
  const name = windowsZone(zone);
  return name && wallTime(day, time, zone) === at
    ? { dateTime: `${day}T${time}`, timeZone: name }
    : { dateTime: at.slice(0, -1), timeZone: "UTC" };
}
