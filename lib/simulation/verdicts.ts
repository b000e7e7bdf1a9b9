import { isFollowed, isOpen, othersOf } from "./admission";
import { cardOf, follow, peopleIn } from "./cards";
import type { Card, EventState, Facts, Look, Mailbox, View } from "./event-state";
import { calledOffUnseen, isUnseenOf, unseen } from "./unseen";

/** What a look at one copy may make of an event: nothing new is told twice, but telling it twice does no harm either. */
export function tellOf(state: EventState, look: Look): EventState[] {
  const { view, isSeriesGone } = look;
  const { connectionId } = look.mailbox;
  if (look.isListing && view === null) return [state];
  // An occurrence that is just as its series has it has no row; that it once had one stays told (RULES I7).
  if (view === null && look.first !== null && !isSeriesGone && !state.isPart) return putBack(state, look);
  const stamp = view?.stamp ?? "gone";
  const before = state.seen[connectionId];
  if (before === undefined && view === null && !state.copies[connectionId]) return [state];
  const told = { ...state, seen: { ...state.seen, [connectionId]: stamp } };
  const isGone = view === null || view.isCancelled;
  const after = isGone ? gone(told, look) : stands(told, look);
  if (isGone && !state.card) {
    const shown = calledOffUnseen(after, look, before === undefined);
    return look.isListing ? [state, ...shown] : shown;
  }
  if (look.isListing && isGone) return [state, after];
  if (isGone && before === undefined && isUnseenOf(state, look))
    return [after, ...calledOffUnseen({ ...after, card: null }, look, true)];
  // A first reading passes over what is older, though a teammate's calendar has it on timelines.
  if (state.card && before === undefined && isOlder(look)) return [state, after];
  return before !== stamp || (look.isListing && state.card === null) ? [after] : [state, after];
}

const isOlder = ({ view, mailbox }: Look): boolean => view !== null && view.created < mailbox.since;

/** Its series has taken back what was changed in it; of what was called off, or never had a row, a calendar need not tell. */
function putBack(state: EventState, look: Look): EventState[] {
  const { asSeries, mailbox } = look;
  const { connectionId } = mailbox;
  if (asSeries === null || !state.copies[connectionId] || state.card === null) return [state];
  const seen = state.seen[connectionId] ?? "";
  const stamp = asSeries === "no day of it" ? "gone" : asSeries.stamp;
  const told = { ...state, seen: { ...state.seen, [connectionId]: stamp } };
  const after = asSeries === "no day of it" ? gone(told, look) : stands(told, { ...look, view: asSeries });
  const isTold = state.copies[connectionId]?.isLive && !seen.startsWith("took place");
  return isTold && seen !== stamp ? [after] : [state, after];
}

/** RULES I8 and I11: called off, unless another calendar still carries it and this was only a guest's copy. */
function gone(state: EventState, look: Look): EventState {
  const { view, facts, mailbox } = look;
  const { connectionId, provider } = mailbox;
  const own = state.copies[connectionId];
  if (!own) return state.card ? unseen(state, look) : state;
  // RULES I11: of a first occurrence that is called off by itself the organiser's series still speaks.
  const isLive = own.isOrganizer && view?.kind === "slot" && look.first === null;
  const next = { ...state, copies: { ...state.copies, [connectionId]: { ...own, isLive } } };
  const { card } = next;
  if (!card || card.isFrozen || card.isCanceled) return next;
  const isCalledOff =
    provider === "google" || view !== null || own.isOrganizer || look.asSeries === "no day of it";
  if (!isCalledOff) return left(next, card, mailbox, facts);
  const isCarried = othersOf(next, connectionId, facts).some((other) => !other.isPrivate);
  // RULES section 9: of a deleted series what took place stays as it happened.
  const isPast = state.repeats && view?.kind !== "slot" && card.start <= facts.now;
  return (!own.isOrganizer && isCarried) || isPast ? next : { ...next, card: { ...card, isCanceled: true } };
}

/** RULES section 9: on Outlook a guest's copy that is only not there any more means that its owner left. */
function left(state: EventState, card: Card, mailbox: Mailbox, facts: Facts): EventState {
  const isTold = othersOf(state, mailbox.connectionId, facts).some(
    (other) => other.isOrganizer && !other.isPrivate,
  );
  if (isTold) return state;
  const guests = card.guests.map((guest) =>
    guest[0] === mailbox.email ? ([guest[0], "declined"] as const) : guest,
  );
  return { ...state, card: { ...card, guests } };
}

function stands(state: EventState, look: Look): EventState {
  const { view, mailbox, facts } = look;
  if (!view) return state;
  const { connectionId } = mailbox;
  const isOrganizer = view.organizer === mailbox.email;
  const copy = { isLive: true, isOrganizer, isPrivate: view.isPrivate };
  const repeats = view.kind !== "single";
  const isPart = view.kind === "series" && view.slot !== "";
  const next: EventState = { ...state, repeats, isPart, copies: { ...state.copies, [connectionId]: copy } };
  if (next.isBuried) return next;
  const others = othersOf(next, connectionId, facts);
  if (!next.card) return coming(next, look, view);
  if (view.isPrivate && next.card.isCanceled) return next;
  if (view.isPrivate) {
    const isCarried = others.some((other) => !other.isPrivate);
    return isCarried ? next : { ...next, card: { ...next.card, isFrozen: true } };
  }
  if (!isOrganizer && others.some((other) => other.isOrganizer && !other.isPrivate)) return next;
  return follow(next, next.card, { told: cardOf(mailbox, view, facts), view, facts });
}

/** A changed occurrence is also of those whom the series is of by an address they had before they were merged (RULES R7). */
function coming(state: EventState, look: Look, view: View): EventState {
  const { mailbox, facts, first } = look;
  const former = peopleIn(view).map((email) => facts.merged.get(email));
  const inherited = isFollowed(first)
    ? (first?.card?.contacts ?? []).filter((email) => former.includes(email))
    : [];
  const told = cardOf(mailbox, view, facts);
  const contacts = [...new Set([...told.contacts, ...inherited])].sort();
  const isOne = contacts.length > 0 && isOpen(look, view, isFollowed(first));
  return isOne ? { ...state, card: { ...told, contacts } } : state;
}
