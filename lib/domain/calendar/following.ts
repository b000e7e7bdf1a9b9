import { changedFields, type SharedFields, sharedFields } from "../meetings/from-event";
import { contactsAmong } from "../records/match";
import { matchedContacts, participants } from "./admission";
import { logged, skipped } from "./decision";
import type { CalendarEvent } from "./event";
import type { ChangeState, MeetingState, Plan, Step } from "./plan";

/** An event whose meeting is there. */
export type Following = { event: CalendarEvent; state: ChangeState; meeting: MeetingState };

/** What the event says that the meeting does not. */
export type News = Following & { next: SharedFields; changed: string[]; add: string[]; remove: string[] };

/** RULES I7: a first occurrence that was changed by itself has a row of its own, and its series' row is silent about it. */
export function ownRowSpeaksForFirst({ event, state }: Following): Plan | null {
  if (event.series.role !== "master" || !state.firstHasOwnRow) return null;
  const isPrivate = event.visibility === "private";
  return {
    step: { do: "none", reason: "not-authority" },
    decision: isPrivate ? skipped(event, state, "private") : logged(event, state, "teammate-copy"),
  };
}

/** RULES I5 and section 9: a private copy says nothing, and stops the meeting only when no other copy carries it. */
export function stopsWhilePrivate({ event, state, meeting }: Following): Plan | null {
  if (event.visibility !== "private") return null;
  const carried = meeting.otherCopies.some((copy) => !copy.isPrivate);
  // One that was called off has nothing left to stop.
  const step: Step =
    carried || meeting.frozen || meeting.cancelled
      ? { do: "none", reason: "private" }
      : { do: "freeze", meetingId: meeting.id };
  return { step, decision: skipped(event, state, "private") };
}

/** RULES I11: where the organiser's own copy is connected, only it is believed. */
export function anotherCopySpeaks({ event, state, meeting }: Following): Plan | null {
  if (event.organizer?.self === true) return null;
  if (!meeting.otherCopies.some((copy) => copy.organizerSelf && !copy.isPrivate)) return null;
  return {
    step: { do: "none", reason: "not-authority" },
    decision: logged(event, state, "teammate-copy"),
  };
}

/** What the event says that the meeting does not (RULES I8, I9, I13). */
export function newsOf(following: Following): News {
  const { event, state, meeting } = following;
  const fields = keepLocationKind(sharedFields(event, state.calendarZone, state.sanitise), meeting.shared);
  const next = event.guestsOmitted ? { ...fields, guests: mergeGuests(meeting.shared, fields) } : fields;
  const contacts = matchedContacts(event, state.world);
  return {
    ...following,
    next,
    changed: changedFields(meeting.shared, next),
    add: contacts.filter((id) => !meeting.guestContactIds.includes(id)),
    remove: takenOff(following),
  };
}

/** RULES I9. Whoever has become a colleague, a group or denied since is still invited, and keeps the meeting (case 68). */
function takenOff({ event, state, meeting }: Following): string[] {
  if (event.guestsOmitted) return [];
  const invited = contactsAmong(participants(event), state.world.people).map(({ contactId }) => contactId);
  return meeting.guestContactIds.filter((id) => !invited.includes(id));
}

/** RULES I9: the last contact was taken off, so nobody's timeline could show what comes next. */
export function endsWithItsLastContact({ event, state, meeting, add, remove }: News): Plan | null {
  const isEmptied = remove.length > 0 && remove.length === meeting.guestContactIds.length && add.length === 0;
  if (!isEmptied) return null;
  if (meeting.cancelled) return { step: { do: "none", reason: "unchanged" }, decision: null };
  return {
    step: { do: "cancel", meetingId: meeting.id },
    decision: logged(event, state, "last-guest-removed"),
  };
}

/** RULES I12, I14: what we know already is no news, whether it is the echo of our own event or told twice. */
export function saysNothingNew({ event, state, meeting, changed, add, remove }: News): Plan | null {
  const isKnown = changed.length === 0 && add.length === 0 && remove.length === 0;
  if (!isKnown || meeting.push === "pending" || meeting.cancelled || meeting.frozen) return null;
  const reason = event.crmMeetingId === meeting.id ? "echo" : "unchanged";
  return { step: { do: "none", reason }, decision: logged(event, state, "logged") };
}

/** RULES I8, I13: an edit, a reply, a guest more or less; also the end of being private (I5) or cancelled. */
export function follows({ event, state, meeting, next, changed, add, remove }: News): Plan {
  const step: Step = {
    do: "update",
    meetingId: meeting.id,
    fields: next,
    changed,
    add,
    remove,
    revive: meeting.cancelled,
    adopt: meeting.push === "pending",
    thaw: meeting.frozen,
  };
  return { step, decision: logged(event, state, "logged") };
}

/** A calendar has one location text and cannot tell a phone number from a place: ours stays one as long as the text does. */
function keepLocationKind(fields: SharedFields, before: SharedFields): SharedFields {
  const isSameText = fields.locationKind === "address" && fields.locationText === before.locationText;
  return isSameText && before.locationKind === "phone" ? { ...fields, locationKind: "phone" } : fields;
}

function mergeGuests(before: SharedFields, after: SharedFields): SharedFields["guests"] {
  const told = new Set(after.guests.map((guest) => guest.email));
  return [...after.guests, ...before.guests.filter((guest) => !told.has(guest.email))];
}
