import { bookOf, clearBooks } from "../desk/event-books";
import { KeptState } from "../desk/kept-state";
import type { EventRecord } from "./event-record";
import { type CalendarState, decodeState, emptyLists, emptyState, encodeState, type State } from "./state";

/** The sandbox's memory, with the ways a copy may change. */
export class Store extends KeptState<State, EventRecord> {
  constructor(statePath: string | undefined, clock: () => number) {
    super(statePath, clock, { empty: emptyState, encode: encodeState, decode: decodeState });
  }

  /** The calendar of one address, made on first use. */
  calendar(email: string): CalendarState {
    return bookOf(this.state.calendars, email);
  }

  /** Stores a changed copy: a new revision, `updated` set to now unless only private settings changed. */
  put(email: string, record: EventRecord, kind: "main data" | "settings" = "main data"): EventRecord {
    const calendar = this.calendar(email);
    calendar.revision += 1;
    const updated = kind === "main data" ? new Date(this.now()).toISOString() : record.updated;
    const stored = { ...record, rev: calendar.revision, updated };
    calendar.events.set(stored.id, stored);
    this.announce(email, stored);
    return stored;
  }

  /** Stores many copies, each a revision of its own, and tells only pages about it. */
  putMany(email: string, records: readonly EventRecord[]): void {
    const calendar = this.calendar(email);
    const updated = new Date(this.now()).toISOString();
    for (const record of records) {
      calendar.revision += 1;
      calendar.events.set(record.id, { ...record, rev: calendar.revision, updated });
    }
    this.announce(email);
  }

  /** Changes a copy without a trace in the history of changes. */
  putSilently(email: string, record: EventRecord): void {
    this.calendar(email).events.set(record.id, record);
    this.markDirty();
  }

  /** Forgets events, tokens, channels and mail. Old sync tokens then answer 410. */
  reset(): void {
    Object.assign(this.state, emptyLists());
    clearBooks(this.state.calendars);
    this.markDirty();
    for (const email of this.state.calendars.keys()) this.announce(email);
  }
}
