import type { EventPatch } from "@/lib/domain/calendar/event";
import { bodyWith } from "./description";
import { invited, timesOf } from "./from-draft";
import { addressOf } from "./guests";
import type { RawAttendee, RawEvent } from "./wire";

/** What of a patch is written whatever stands there: title, time and place. Start, end and the flag always go together. */
export function fromPatch({ title, slot, locationText }: EventPatch): Record<string, unknown> {
  return {
    ...(title === undefined ? {} : { subject: title }),
    ...(slot ? { isAllDay: false, ...timesOf(slot) } : {}),
    ...(locationText === undefined ? {} : { location: { displayName: locationText ?? "" } }),
  };
}

/** Whether the rest of it, guests and description, depends on how the event stands. */
export const needsReading = ({ guests, descriptionHtml }: EventPatch): boolean =>
  guests !== undefined || descriptionHtml !== undefined;

/** Guests and description as they are written over an event that stands as `raw`. */
export function mergedInto(
  raw: RawEvent,
  { guests, descriptionHtml }: EventPatch,
): { attendees?: RawAttendee[]; body?: { contentType: "html"; content: string } } {
  return {
    ...(guests ? { attendees: attendeesAfter(raw, guests) } : {}),
    ...(descriptionHtml === undefined ? {} : { body: bodyWith(raw, descriptionHtml) }),
  };
}

/** The whole list, which Graph replaces: whoever stays is sent back as they were. Nobody can be asked without an address. */
function attendeesAfter(raw: RawEvent, { add, remove }: NonNullable<EventPatch["guests"]>): RawAttendee[] {
  const leaving = new Set(remove.map((email) => email.toLowerCase()));
  const kept = (raw.attendees ?? [])
    .filter((attendee) => attendee !== null)
    .filter(({ emailAddress }) => emailAddress?.address && !leaving.has(keyOf(emailAddress.address)));
  const there = new Set(kept.map(({ emailAddress }) => keyOf(emailAddress?.address)));
  return [...kept, ...add.filter(({ email }) => !there.has(email.toLowerCase())).map(invited)];
}

/** Comparable; what is no address is compared with nobody's. */
const keyOf = (address: string | null | undefined): string => addressOf(address) ?? "";
