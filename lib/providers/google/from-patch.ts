import type { calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { EventPatch } from "@/lib/domain/calendar/event";
import { ProviderError } from "@/lib/domain/errors";
import type { Slot } from "@/lib/domain/time/slot";
import { invited } from "./from-draft";

type Event = calendar_v3.Schema$Event;
type Attendee = calendar_v3.Schema$EventAttendee;

/** What a patch names besides guests, as the body of `events.patch`: what is left out stays, and null clears. */
export function fromPatch({ title, slot, descriptionHtml, locationText }: EventPatch): Event {
  return {
    ...(title === undefined ? {} : { summary: title }),
    ...(slot ? times(slot) : {}),
    ...(descriptionHtml === undefined ? {} : { description: descriptionHtml }),
    ...(locationText === undefined ? {} : { location: locationText }),
  };
}

/**
 * The whole list after a change of guests: Google replaces it entirely, so that whoever stays is sent back as they were.
 * Refused where not all are shown, since the others would be lost by it.
 */
export function attendeesAfter(
  before: Event,
  { add, remove }: NonNullable<EventPatch["guests"]>,
): Attendee[] {
  if (before.attendeesOmitted)
    throw new ProviderError("refused", "Google does not show all guests of the event");
  const leaving = new Set(remove.map((email) => email.toLowerCase()));
  const kept = (before.attendees ?? []).filter((attendee) => !leaving.has(addressOf(attendee)));
  const there = new Set(kept.map(addressOf));
  return [...kept, ...add.filter(({ email }) => !there.has(email.toLowerCase())).map(invited)];
}

const addressOf = ({ email }: Attendee): string => email?.trim().toLowerCase() ?? "";

/** A patch merges into the times that stand there: the other way of telling a time has to be taken out of them. */
function times(slot: Slot): Pick<Event, "start" | "end"> {
  if (slot.kind === "all-day")
    return { start: { date: slot.from, dateTime: null }, end: { date: slot.until, dateTime: null } };
  const at = (dateTime: string) => ({ date: null, dateTime, timeZone: slot.zone });
  return { start: at(slot.start), end: at(slot.end) };
}
