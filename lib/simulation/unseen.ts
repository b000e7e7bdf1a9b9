import { mayCome, othersOf } from "./admission";
import { cardOf } from "./cards";
import type { Card, EventState, Look, Mailbox, View } from "./event-state";

/**
 * A guest's calendar told first of what was called off unseen, or it did not, since the organiser's decided (RULES I11): then
 * the organiser's is the first to tell.
 */
export const isUnseenOf = ({ card, copies }: EventState, { view, mailbox }: Look): boolean =>
  card?.isCanceled === true &&
  view?.organizer === mailbox.email &&
  Object.values(copies).every(({ isLive }) => !isLive);

/**
 * Of what was called off and is on no timeline. Where the calendar has told of it before, it was nobody's then whom a timeline
 * could show, and whether it is told of once more is the calendar's.
 */
export function calledOffUnseen(state: EventState, look: Look, isFirstLook: boolean): EventState[] {
  const shown = unseen(state, look);
  if (!shown.card) return [state];
  const both = [shown, asItsSeries(shown, shown.card, look)];
  // A first one that is Canceled may have been so before its own row came, for another reason.
  return isFirstLook && !look.first?.card?.isCanceled ? both : [state, ...both];
}

/** What it is shown as when this look is the first to tell of it; the same state where nothing is shown. */
export function unseen(state: EventState, look: Look): EventState {
  if (look.view?.kind !== "slot" || isLeftOut(look.view, look.mailbox)) return state;
  return look.first === null ? unseenFirst(state, look, look.view) : unseenSlot(state, look);
}

/** A day that a guest's own series at Outlook has not: they left it, or were never invited to it. */
const isLeftOut = ({ organizer, stamp }: View, { email }: Mailbox): boolean =>
  stamp.startsWith("lost") && organizer !== email;

/** RULES section 9: a first occurrence that was cancelled before anyone saw it has its card all the same, and it is Canceled. */
function unseenFirst(state: EventState, look: Look, view: View): EventState {
  const { mailbox, facts } = look;
  if (state.card) return toldByAnother(state, state.card, look);
  if (state.isBuried || !mayCome(look, view, false)) return state;
  const copy = { isLive: true, isOrganizer: view.organizer === mailbox.email, isPrivate: false };
  return {
    ...state,
    repeats: true,
    copies: { ...state.copies, [mailbox.connectionId]: copy },
    card: { ...cardOf(mailbox, view, facts), isCanceled: true },
  };
}

/** RULES I8: a cancelled occurrence that nobody saw yet appears as a canceled meeting on its date, as its series has it. */
function unseenSlot(state: EventState, { view, first, firstIsOff, mailbox, facts }: Look): EventState {
  if (state.card) return toldByAnother(state, state.card, { view, mailbox, facts });
  const model = first?.card;
  if (!view || view.isOfCancelled || !model || model.isFrozen || state.isBuried) return state;
  if (model.isCanceled && !firstIsOff) return state;
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
