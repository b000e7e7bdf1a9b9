import type { Card, EventState, Facts, Mailbox, View } from "./event-state";

/**
 * The calendar's word counts. Who is on a timeline stays there as long as they are invited, whatever the account's lists say
 * meanwhile; with the last contact taken off the meeting is called off (RULES I9 and section 9).
 */
export function follow(state: EventState, card: Card, { told, view, facts }: Told): EventState {
  const invited = peopleIn(view).map((email) => facts.merged.get(email) ?? email);
  // Whom it was logged for by choice stays, and is a guest like any other once the account's lists say so.
  const chosen = state.chosen !== null && told.contacts.includes(state.chosen) ? null : state.chosen;
  const guests = card.contacts.filter((email) => email !== state.chosen);
  const stayed = guests.filter((email) => facts.contacts.has(email) && invited.includes(email));
  const contacts = [...new Set([...stayed, ...told.contacts])];
  if (guests.length > 0 && contacts.length === 0)
    return { ...state, chosen, card: { ...card, isCanceled: true } };
  const all = chosen === null ? contacts : [...contacts, chosen];
  return { ...state, chosen, card: { ...told, contacts: all.sort() } };
}

type Told = { told: Card; view: View; facts: Facts };

/** RULES I1 to I3 and I10: the contacts an event is matched to. */
export function contactsOf(view: View, facts: Facts): string[] {
  return peopleIn(view)
    .filter((email) => facts.contacts.has(email) && !facts.inside(email) && !facts.groups.has(email))
    .sort();
}

export const peopleIn = (view: View): string[] => [
  ...new Set([view.organizer, ...view.guests.map((guest) => guest.email)]),
];

/** What a copy says the card is. */
export function cardOf(mailbox: Mailbox, view: View, facts: Facts): Card {
  const isOwn = view.organizer === mailbox.email;
  const others = view.guests.filter((guest) => !(isOwn && guest.email === mailbox.email));
  const hosts = isOwn || others.some((guest) => guest.email === view.organizer) ? [] : [view.organizer];
  return {
    title: view.title,
    start: view.start,
    end: view.end,
    isCanceled: false,
    isFrozen: false,
    contacts: contactsOf(view, facts),
    guests: [
      ...others.map((guest) => [guest.email, guest.reply] as const),
      ...hosts.map((email) => [email, "accepted"] as const),
    ].sort((one, other) => (one[0] < other[0] ? -1 : 1)),
  };
}
