import { isFollowed } from "./admission";
import { Beginnings } from "./beginnings";
import type { Card, EventState, Facts, Look, Mailbox, View } from "./event-state";
import { occurrenceAt, slotsOf } from "./slots";
import type { Raw } from "./snapshot";
import { tellOf } from "./verdicts";
import { keyOf, seriesIn, viewsOf } from "./views";

/** One meeting as it may be: what happened may leave more than one state open, since a pull that died may have told. */
export type Entry = { uid: string | null; slot: string; crmId: string | null; states: EventState[] };

const unknown: EventState = {
  card: null,
  repeats: false,
  isPart: false,
  isBuried: false,
  chosen: null,
  seen: {},
  copies: {},
};
/** A look at an occurrence whose series stands, and that tells of nothing besides. */
const nothingElse = { isSeriesGone: false, isListing: false, asSeries: null, firstIsOff: false } as const;
const MOST_STATES = 200;

/**
 * What the timelines of one account must show, worked out from calendars as they stood when the account looked at them. It
 * knows the policy alone (product, sections 2 to 4, 8 and 10) and nothing of the code that keeps it.
 */
export class Oracle {
  readonly entries: Entry[] = [];
  private readonly beginnings = new Beginnings();

  constructor(readonly account: string) {}

  /** A look at a calendar: a whole one, or one that may have died on the way. */
  look(
    mailbox: Mailbox,
    calendar: ReadonlyMap<string, Raw>,
    facts: Facts,
    { how, isListing }: { how: "whole" | "perhaps"; isListing: boolean },
  ): void {
    const views = this.beginnings.named(mailbox.connectionId, viewsOf(calendar));
    for (const view of views.values()) this.entryOf(view.uid, view.slot);
    // A series is told before its occurrences, some of which are what they are because of it.
    for (const isFirst of [true, false]) {
      for (const entry of this.entries) {
        if (entry.uid === null || (entry.slot === "") !== isFirst) continue;
        const series = isFirst ? [null] : this.entryOf(entry.uid, "").states;
        const view = views.get(keyOf(entry.uid, entry.slot)) ?? null;
        const isSeriesGone =
          !isFirst && ![...views.values()].some(({ uid, kind }) => uid === entry.uid && kind !== "slot");
        const asSeries = view === null && !isFirst ? asItsSeriesHasIt(entry, mailbox, views) : null;
        const firstView = views.get(keyOf(entry.uid, ""));
        const firstIsOff = !isFirst && firstView?.kind === "slot" && firstView.isCancelled;
        const look = { mailbox, view, facts, isSeriesGone, isListing, asSeries, firstIsOff };
        const after = entry.states.flatMap((state) =>
          series.flatMap((first) => tellOf(state, { ...look, first })),
        );
        entry.states = distinct(how === "whole" ? after : [...entry.states, ...after]);
      }
    }
  }

  /** Occurrences of followed series that have begun may each have a card by now (RULES N5). */
  tookPlace(mailbox: Mailbox, calendar: ReadonlyMap<string, Raw>, facts: Facts, since: string): void {
    const views = viewsOf(calendar);
    for (const view of seriesIn(calendar)) {
      const firsts = this.entryOf(view.uid, view.slot).states.filter(isFollowed);
      for (const slot of slotsOf(view).filter((start) => start >= since && start < facts.now)) {
        if (views.has(keyOf(view.uid, slot))) continue;
        const entry = this.entryOf(view.uid, slot);
        const told: View = { ...occurrenceAt(view, slot), stamp: `took place ${view.stamp}` };
        const look = { ...nothingElse, mailbox, view: told, facts };
        const after = entry.states.flatMap((state) =>
          firsts.flatMap((first) => tellOf(state, { ...look, first })),
        );
        entry.states = distinct([...entry.states, ...after]);
      }
    }
  }

  /** A meeting was scheduled here. */
  promise(crmId: string, card: Card, chosen: string | null): void {
    this.entries.push({ uid: null, slot: "", crmId, states: [{ ...unknown, card, chosen }] });
  }

  /** A meeting that stands in no calendar was changed here. */
  rewrite(crmId: string, change: Pick<Card, "title" | "start" | "end">): void {
    for (const entry of this.entries.filter((each) => each.crmId === crmId))
      entry.states = entry.states.map((state) =>
        state.card ? { ...state, card: { ...state.card, ...change } } : state,
      );
  }

  /** The event of a scheduled meeting was found in its host's calendar: from now on they are one. */
  link(crmId: string, uid: string, mailbox: Mailbox): void {
    const entry = this.entries.find((each) => each.crmId === crmId);
    if (!entry || entry.uid !== null) return;
    const twin = this.entries.find((each) => each.uid === uid && each.slot === "");
    if (twin) this.entries.splice(this.entries.indexOf(twin), 1);
    entry.uid = uid;
    const copy = { isLive: true, isOrganizer: true, isPrivate: false };
    entry.states = entry.states.map((state) => ({
      ...state,
      copies: { ...state.copies, [mailbox.connectionId]: copy },
    }));
  }

  /** A meeting was deleted here, for good. */
  bury(entry: Entry, how: "surely" | "perhaps"): void {
    const after = entry.states.map((state) => ({ ...state, card: null, isBuried: true }));
    entry.states = distinct(how === "surely" ? after : [...entry.states, ...after]);
  }

  /** A contact was deleted: nobody's timeline shows that one any more. */
  forget(email: string): void {
    this.redirect((contacts) => contacts.filter((each) => each !== email));
  }

  /** Two contacts were made one: what was on either's timeline is on the one that stays. */
  unite(secondary: string, primary: string): void {
    this.redirect((contacts) =>
      [...new Set(contacts.map((each) => (each === secondary ? primary : each)))].sort(),
    );
  }

  private redirect(change: (contacts: string[]) => string[]): void {
    for (const entry of this.entries) {
      const after = entry.states.map((state) => {
        if (!state.card) return state;
        const [chosen = null] = state.chosen === null ? [] : change([state.chosen]);
        return { ...state, chosen, card: { ...state.card, contacts: change(state.card.contacts) } };
      });
      entry.states = distinct(after);
    }
  }

  find(meeting: { id: string; uid: string | null; slot: string }): Entry | null {
    return (
      this.entries.find((entry) => entry.crmId === meeting.id) ??
      this.entries.find(
        (entry) => entry.uid !== null && entry.uid === meeting.uid && entry.slot === meeting.slot,
      ) ??
      null
    );
  }

  /** Whether a meeting was, or may have been, deleted here. */
  isBuried(uid: string, slot: string): boolean {
    return this.entryOf(uid, slot).states.some((state) => state.isBuried);
  }

  private entryOf(uid: string, slot: string): Entry {
    const known = this.entries.find((entry) => entry.uid === uid && entry.slot === slot);
    if (known) return known;
    const entry: Entry = { uid, slot, crmId: null, states: [unknown] };
    this.entries.push(entry);
    return entry;
  }
}

/** Outlook tells of every occurrence when its series changes, and of what has no row of its own any more with the rest. */
function asItsSeriesHasIt(
  { uid, slot }: Entry,
  { provider }: Mailbox,
  views: Map<string, View>,
): Look["asSeries"] {
  if (provider !== "microsoft") return null;
  const series = [...views.values()].find((view) => view.uid === uid && view.kind === "series");
  if (!series || series.isCancelled) return null;
  const day = slotsOf(series).find((each) => each.slice(0, 10) === slot.slice(0, 10));
  if (day === undefined) return "no day of it";
  return { ...occurrenceAt(series, day), stamp: `as its series ${series.stamp}` };
}

function distinct(states: EventState[]): EventState[] {
  const known = new Map(states.map((state) => [JSON.stringify(state), state]));
  if (known.size > MOST_STATES) throw new Error("the oracle has lost its way: too much is possible");
  return [...known.values()];
}
