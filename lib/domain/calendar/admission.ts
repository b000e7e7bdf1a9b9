import { canonicalAddress, isInternal, type MatchWorld, matchGuests } from "../records/match";
import type { Instant } from "../time/instant";
import type { CalendarEvent } from "./event";

/** Why an event is not on a timeline. The words people read for each stand in `ruleWords`. */
export type SkipRule =
  | "private"
  | "only-members"
  | "no-guests"
  | "created-before"
  | "out-of-office"
  | "kind"
  | "all-day"
  | "no-match"
  | "deleted-in-crm"
  | "frozen"
  | "gone"
  | "unreadable";

export type Verdict = { admit: true } | { admit: false; rule: SkipRule };

/** What the rules need to know about the account and the connection. */
export type AdmissionWorld = {
  activeSince: Instant;
  allDayEvents: boolean;
  /** The account's own list of group addresses (RULES I10). */
  groupAddresses: readonly string[];
  people: MatchWorld;
};

const yes: Verdict = { admit: true };
const no = (rule: SkipRule): Verdict => ({ admit: false, rule });

/** RULES I5: a private copy never syncs; nothing of it is stored. */
export const mayBeSeen = (event: CalendarEvent): Verdict =>
  event.visibility === "private" ? no("private") : yes;

/** RULES I3: someone outside the organisation takes part, as guest or organiser. */
export function hasOutsider(event: CalendarEvent, world: AdmissionWorld): Verdict {
  const people = participants(event);
  if (people.length <= 1 && event.guests.every((guest) => guest.self || guest.resource)) {
    if (event.organizer === null || event.organizer.self) return no("no-guests");
  }
  return people.some((email) => !isInternal(email, world.people)) ? yes : no("only-members");
}

/** RULES I4: created while the connection is active. `createdAt` is the series' own for an instance. */
export function createdWhileActive(createdAt: Instant | null, world: AdmissionWorld): Verdict {
  return createdAt !== null && createdAt >= world.activeSince ? yes : no("created-before");
}

/** RULES I6, section 4: only ordinary events; out-of-office goes to time off, the other kinds nowhere. */
export function kindSyncs(event: CalendarEvent): Verdict {
  if (event.kind === "out-of-office") return no("out-of-office");
  return event.kind === "default" ? yes : no("kind");
}

/** RULES I6, section 4: all-day events only where the user turned them on, or where they are time out of office. */
export const allDaySyncs = (event: CalendarEvent, world: AdmissionWorld): Verdict =>
  event.slot.kind === "all-day" && !world.allDayEvents && !event.showsAway ? no("all-day") : yes;

/** RULES I1, I2: at least one guest or the organiser is a contact outside the organisation. */
export const matchesContact = (event: CalendarEvent, world: AdmissionWorld): Verdict =>
  matchedContacts(event, world).length > 0 ? yes : no("no-match");

/**
 * Whether an event may come onto timelines. The order is RULES section 9: privacy, then members of the organisation, then
 * time of creation, then kind, then matching; the first that says no is the reason.
 */
export function admit(event: CalendarEvent, createdAt: Instant | null, world: AdmissionWorld): Verdict {
  const verdicts = [
    () => mayBeSeen(event),
    () => hasOutsider(event, world),
    () => createdWhileActive(createdAt, world),
    () => kindSyncs(event),
    () => allDaySyncs(event, world),
    () => matchesContact(event, world),
  ];
  for (const decide of verdicts) {
    const verdict = decide();
    if (!verdict.admit) return verdict;
  }
  return yes;
}

/** The contacts an event is for, each once, in the order of the guest list (RULES I1–I3, I10). */
export function matchedContacts(event: CalendarEvent, world: AdmissionWorld): string[] {
  const groups = new Set(world.groupAddresses.map(canonicalAddress));
  const guests = participants(event).filter((email) => !groups.has(canonicalAddress(email)));
  return matchGuests(guests, world.people).map((match) => match.contactId);
}

/** Outside addresses that are nobody's contact: each is offered as one to make (RULES N1). */
export function strangers(event: CalendarEvent, world: AdmissionWorld): string[] {
  const groups = new Set(world.groupAddresses.map(canonicalAddress));
  const known = new Set(world.people.contacts.map((contact) => canonicalAddress(contact.email)));
  return participants(event).filter((email) => {
    const address = canonicalAddress(email);
    return !groups.has(address) && !known.has(address) && !isInternal(email, world.people);
  });
}

/** Everyone in the event but rooms: guests and the organiser, lower-case, each once. */
export function participants(event: CalendarEvent): string[] {
  const guests = event.guests.filter((guest) => !guest.resource).map((guest) => guest.email);
  return [...new Set(event.organizer ? [...guests, event.organizer.email] : guests)];
}
