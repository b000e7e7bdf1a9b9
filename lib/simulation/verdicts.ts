import { cardOf, contactsOf, follow, peopleIn } from "./cards";
import type { Card, Copy, EventState, Facts, Look, Mailbox, View } from "./event-state";

/** What a look at one copy may make of an event: nothing new is told twice, but telling it twice does no harm either. */
export function tellOf(state: EventState, look: Look): EventState[] {
  const { view, isSeriesGone } = look;
  const { connectionId } = look.mailbox;
  if (look.isListing && view === null) return [state];
  // An occurrence that is just as its series has it has no row; that it once had one stays told (RULES I7).
  if (view === null && look.first !== null && !isSeriesGone) return [state];
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

/**
 * A guest's calendar told first of what was called off unseen, or it did not, since the organiser's decided (RULES I11): then
 * the organiser's is the first to tell.
 */
const isUnseenOf = ({ card, copies }: EventState, { view, mailbox }: Look): boolean =>
  card?.isCanceled === true &&
  view?.organizer === mailbox.email &&
  Object.values(copies).every(({ isLive }) => !isLive);

/**
 * Of what was called off and is on no timeline. Where the calendar has told of it before, it was nobody's then whom a timeline
 * could show, and whether it is told of once more is the calendar's.
 */
function calledOffUnseen(state: EventState, look: Look, isFirstLook: boolean): EventState[] {
  const shown = unseen(state, look);
  if (!shown.card) return [state];
  const both = [shown, asItsSeries(shown, shown.card, look)];
  return isFirstLook ? both : [state, ...both];
}

/** RULES I8 and I11: called off, unless another calendar still carries it and this was only a guest's copy. */
function gone(state: EventState, look: Look): EventState {
  const { view, facts, mailbox } = look;
  const { connectionId, provider } = mailbox;
  const own = state.copies[connectionId];
  if (!own) return state.card ? unseen(state, look) : state;
  const next = { ...state, copies: { ...state.copies, [connectionId]: { ...own, isLive: false } } };
  const { card } = next;
  if (!card || card.isFrozen || card.isCanceled) return next;
  const isCalledOff = provider === "google" || view !== null || own.isOrganizer;
  if (!isCalledOff) return left(next, card, mailbox, facts);
  const isCarried = othersOf(next, connectionId, facts).some((other) => !other.isPrivate);
  // RULES section 9: of a deleted series what took place stays as it happened.
  const isPast = state.repeats && view?.kind !== "slot" && card.start <= facts.now;
  return (!own.isOrganizer && isCarried) || isPast ? next : { ...next, card: { ...card, isCanceled: true } };
}

function unseen(state: EventState, look: Look): EventState {
  if (look.view?.kind !== "slot" || isLeftOut(look.view, look.mailbox)) return state;
  return look.first === null ? unseenFirst(state, look, look.view) : unseenSlot(state, look);
}

/** A day that a guest's own series at Outlook has not: they left it, or were never invited to it. */
const isLeftOut = ({ organizer, stamp }: View, { email }: Mailbox): boolean =>
  stamp.startsWith("lost") && organizer !== email;

/** RULES section 9: a first occurrence that was cancelled before anyone saw it has its card all the same, and it is Canceled. */
function unseenFirst(state: EventState, look: Look, view: View): EventState {
  const { mailbox, facts } = look;
  if (state.card || state.isBuried || !mayCome(look, view, false)) return state;
  const copy = { isLive: true, isOrganizer: view.organizer === mailbox.email, isPrivate: false };
  return {
    ...state,
    repeats: true,
    copies: { ...state.copies, [mailbox.connectionId]: copy },
    card: { ...cardOf(mailbox, view, facts), isCanceled: true },
  };
}

/** RULES I8: a cancelled occurrence that nobody saw yet appears as a canceled meeting on its date, as its series has it. */
function unseenSlot(state: EventState, { view, first, mailbox, facts }: Look): EventState {
  if (state.card) return toldByAnother(state, state.card, { view, mailbox, facts });
  const model = first?.card;
  if (!view || view.isOfCancelled || !model || model.isCanceled || model.isFrozen || state.isBuried)
    return state;
  const length = Date.parse(model.end) - Date.parse(model.start);
  const end = new Date(Date.parse(view.slot) + length).toISOString();
  const copy = { isLive: false, isOrganizer: view.organizer === mailbox.email, isPrivate: false };
  return {
    ...state,
    repeats: true,
    copies: { ...state.copies, [mailbox.connectionId]: copy },
    card: { ...model, start: view.slot, end, isCanceled: true },
  };
}

/** Another calendar has told of this slot before: it is called off unless a copy carries it, and a card that is Canceled stays. */
function toldByAnother(
  state: EventState,
  card: Card,
  { view, mailbox, facts }: Pick<Look, "view" | "mailbox" | "facts">,
): EventState {
  if (card.isCanceled || card.isFrozen) return state;
  const isCarried = othersOf(state, mailbox.connectionId, facts).some((other) => !other.isPrivate);
  const isOwn = view?.organizer === mailbox.email;
  return isCarried && !isOwn ? state : { ...state, card: { ...card, isCanceled: true } };
}

/** Of a slot that was called off unseen a calendar tells nothing: it is shown as the first card has it, or as its series does. */
function asItsSeries(state: EventState, card: Card, { view, mailbox, facts }: Look): EventState {
  if (!view) return state;
  const { title, guests } = cardOf(mailbox, view, facts);
  const length = Date.parse(view.end) - Date.parse(view.start);
  const end = new Date(Date.parse(card.start) + length).toISOString();
  return { ...state, card: { ...card, title, guests, end } };
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
  const next: EventState = { ...state, repeats, copies: { ...state.copies, [connectionId]: copy } };
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

/** RULES I4: a series that is on timelines was admitted once for all of it. */
export const isFollowed = (first: EventState | null): boolean =>
  first !== null && first.card !== null && !first.card.isCanceled;

/** RULES I1 to I6: whether an event that is on no timeline comes onto one. */
const mayCome = (look: Look, view: View, isOfFollowed: boolean): boolean =>
  isOpen(look, view, isOfFollowed) && contactsOf(view, look.facts).length > 0;

function isOpen({ mailbox, facts }: Look, view: View, isOfFollowed: boolean): boolean {
  if (view.isPrivate || (!isOfFollowed && view.created < mailbox.since)) return false;
  return !view.isAllDay || facts.wantsAllDay;
}

const othersOf = (state: EventState, connectionId: string, { live }: Facts): Copy[] =>
  Object.entries(state.copies).flatMap(([id, copy]) =>
    id !== connectionId && copy.isLive && live.has(id) ? [copy] : [],
  );
