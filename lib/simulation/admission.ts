import { contactsOf } from "./cards";
import type { Copy, EventState, Facts, Look, View } from "./event-state";

/** RULES I4: a series that is on timelines was admitted once for all of it. */
export const isFollowed = (first: EventState | null): boolean =>
  first !== null && first.card !== null && !first.card.isCanceled;

/** RULES I1 to I6: whether an event that is on no timeline comes onto one. */
export const mayCome = (look: Look, view: View, isOfFollowed: boolean): boolean =>
  isOpen(look, view, isOfFollowed) && contactsOf(view, look.facts).length > 0;

/** RULES I4 to I6 alone: nothing about the event keeps it off, whoever is invited. */
export function isOpen({ mailbox, facts }: Look, view: View, isOfFollowed: boolean): boolean {
  if (view.isPrivate || (!isOfFollowed && view.created < mailbox.since)) return false;
  return !view.isAllDay || facts.wantsAllDay;
}

/** Copies in other calendars that are connected now. */
export const othersOf = (state: EventState, connectionId: string, { live }: Facts): Copy[] =>
  Object.entries(state.copies).flatMap(([id, copy]) =>
    id !== connectionId && copy.isLive && live.has(id) ? [copy] : [],
  );
