import { changedFields, clip, type SharedFields, sharedFields, times } from "../meetings/from-event";
import type { Instant } from "../time/instant";
import { admit, matchedContacts, participants, type SkipRule, strangers } from "./admission";
import type { CalendarChange, CalendarEvent } from "./event";
import type { ChangeState, Decision, MeetingState, Plan, Step } from "./plan";
import { planGone } from "./plan-gone";

const MOST_PEOPLE_TOLD = 50;

/** One change of a calendar against what we hold: what to do, and why. Planning the same change again changes nothing. */
export function planChange(change: CalendarChange, state: ChangeState): Plan {
  if (change.kind === "gone") return planGone(change, state);
  const { event } = change;
  if (state.deletedInCrm)
    return {
      step: { do: "none", reason: "deleted-in-crm" },
      decision: skipped("deleted-in-crm", event, state),
    };
  return state.meeting ? planKnown(event, state, state.meeting) : planNew(event, state);
}

function planNew(event: CalendarEvent, state: ChangeState): Plan {
  // RULES I7: an occurrence has a card of its own only once it changes.
  if (event.series.role === "instance" && !event.series.isChanged)
    return { step: { do: "none", reason: "unchanged" }, decision: null };
  const verdict = admit(event, admittedBy(event, state), state.world);
  if (!verdict.admit)
    return { step: { do: "none", reason: verdict.rule }, decision: skipped(verdict.rule, event, state) };
  // RULES I11: a guest's copy may still name people whom the organiser has taken off.
  if (state.organiserInvitesNobody && event.organizer?.self !== true)
    return {
      step: { do: "none", reason: "not-authority" },
      decision: { result: "skipped", rule: "organiser-decides", ...content(event, state) },
    };
  const contactIds = matchedContacts(event, state.world);
  const fields = sharedFields(event, state.calendarZone, state.sanitise);
  return {
    step: { do: "log", fields, contactIds, cancelled: false },
    decision: logged(event, state, "logged"),
  };
}

/** RULES I4: for an occurrence its series' creation decides, and a series that is on timelines was admitted once for all. */
function admittedBy(event: CalendarEvent, { series, world }: ChangeState): Instant | null {
  if (event.series.role !== "instance") return event.createdAt;
  const isFollowed = series?.meeting && !series.meeting.cancelled;
  return isFollowed ? world.activeSince : (series?.createdAt ?? null);
}

function planKnown(event: CalendarEvent, state: ChangeState, meeting: MeetingState): Plan {
  if (event.visibility === "private") return planPrivate(event, state, meeting);
  if (!isAuthority(event, meeting) || (event.series.role === "master" && state.firstHasOwnRow))
    return { step: { do: "none", reason: "not-authority" }, decision: logged(event, state, "teammate-copy") };

  const fields = keepLocationKind(sharedFields(event, state.calendarZone, state.sanitise), meeting.shared);
  const guests = event.guestsOmitted ? mergeGuests(meeting.shared, fields) : fields.guests;
  const next = { ...fields, guests };
  const contacts = matchedContacts(event, state.world);
  const remove = event.guestsOmitted ? [] : meeting.guestContactIds.filter((id) => !contacts.includes(id));
  const add = contacts.filter((id) => !meeting.guestContactIds.includes(id));
  if (remove.length > 0 && contacts.length === 0) {
    // RULES I9: the last contact was taken off, so nobody's timeline could show what comes next.
    if (meeting.cancelled) return { step: { do: "none", reason: "unchanged" }, decision: null };
    return {
      step: { do: "cancel", meetingId: meeting.id },
      decision: logged(event, state, "last-guest-removed"),
    };
  }
  const changed = changedFields(meeting.shared, next);
  const adopt = meeting.push === "pending";
  const revive = meeting.cancelled;
  if (
    changed.length === 0 &&
    add.length === 0 &&
    remove.length === 0 &&
    !adopt &&
    !revive &&
    !meeting.frozen
  ) {
    return {
      step: { do: "none", reason: event.crmMeetingId === meeting.id ? "echo" : "unchanged" },
      decision: logged(event, state, "logged"),
    };
  }
  return {
    step: {
      do: "update",
      meetingId: meeting.id,
      fields: next,
      changed,
      add,
      remove,
      revive,
      adopt,
      thaw: meeting.frozen,
    },
    decision: logged(event, state, "logged"),
  };
}

/** RULES I5 and section 9: a private copy stops the meeting only when no other copy carries it. */
function planPrivate(event: CalendarEvent, state: ChangeState, meeting: MeetingState): Plan {
  const carried = meeting.otherCopies.some((copy) => !copy.isPrivate);
  const step: Step =
    carried || meeting.frozen ? { do: "none", reason: "private" } : { do: "freeze", meetingId: meeting.id };
  return { step, decision: skipped("private", event, state) };
}

/** RULES I11: where the organiser's own copy is connected, only it is believed. */
const isAuthority = (event: CalendarEvent, meeting: MeetingState): boolean =>
  event.organizer?.self === true ||
  !meeting.otherCopies.some((copy) => copy.organizerSelf && !copy.isPrivate);

/** A calendar has one location text and cannot tell a phone number from a place: ours stays one as long as the text does. */
function keepLocationKind(fields: SharedFields, before: SharedFields): SharedFields {
  const isSameText = fields.locationKind === "address" && fields.locationText === before.locationText;
  return isSameText && before.locationKind === "phone" ? { ...fields, locationKind: "phone" } : fields;
}

function mergeGuests(before: SharedFields, after: SharedFields): SharedFields["guests"] {
  const told = new Set(after.guests.map((guest) => guest.email));
  return [...after.guests, ...before.guests.filter((guest) => !told.has(guest.email))];
}

const logged = (event: CalendarEvent, state: ChangeState, rule: string): Decision => ({
  result: "logged",
  rule,
  ...content(event, state),
});

/** A private event is told of without its content (RULES I5). */
function skipped(rule: SkipRule, event: CalendarEvent, state: ChangeState): Decision {
  const result = rule === "no-match" ? "no-match" : "skipped";
  if (event.visibility === "private") return { result, rule, ...noContent };
  return { result, rule, ...content(event, state) };
}

type Content = Pick<Decision, "title" | "guests" | "strangers" | "startAt">;

const noContent: Content = { title: null, guests: null, strangers: [], startAt: null };

function content(event: CalendarEvent, { world, calendarZone }: ChangeState): Content {
  const people = participants(event).slice(0, MOST_PEOPLE_TOLD);
  return {
    title: clip(event.title, 300),
    guests: clip(people.join(", "), 2_000),
    strangers: strangers(event, world)
      .slice(0, MOST_PEOPLE_TOLD)
      .flatMap((email) => clip(email, 320) ?? []),
    startAt: times(event.slot, calendarZone).startAt,
  };
}
