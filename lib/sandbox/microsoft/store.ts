import { bookOf, clearBooks } from "../desk/event-books";
import { KeptState } from "../desk/kept-state";
import type { EventRecord } from "./event-record";
import { decodeState, emptyLists, emptyState, encodeState, type Mailbox, type State } from "./state";

export type ChangeType = "created" | "updated" | "deleted";
/** What happened to one item of one mailbox. */
export type Change = { type: ChangeType; record: EventRecord };

/** The sandbox's memory, with the ways a copy may change. */
export class Store extends KeptState<State, Change> {
  constructor(statePath: string | undefined, clock: () => number) {
    super(statePath, clock, { empty: emptyState, encode: encodeState, decode: decodeState });
  }

  /** The mailbox of one address, made on first use. */
  mailbox(email: string): Mailbox {
    return bookOf(this.state.mailboxes, email);
  }

  /** Stores a changed copy: a new revision, and with it a new change key. */
  put(email: string, record: EventRecord): EventRecord {
    const mailbox = this.mailbox(email);
    const before = mailbox.events.get(record.id);
    mailbox.revision += 1;
    const stored = { ...record, rev: mailbox.revision, modifiedAt: this.now() };
    mailbox.events.set(stored.id, stored);
    this.announce(email, { type: changeBetween(before, stored), record: stored });
    return stored;
  }

  /** Stores a copy as part of another change: new revision, no notification of its own. */
  putQuietly(email: string, record: EventRecord): void {
    const mailbox = this.mailbox(email);
    mailbox.revision += 1;
    mailbox.events.set(record.id, { ...record, rev: mailbox.revision, modifiedAt: this.now() });
    this.markDirty();
  }

  /** Stores many copies, each a revision of its own, and tells only pages about it. */
  putMany(email: string, records: readonly EventRecord[]): void {
    for (const record of records) this.putQuietly(email, record);
    this.announce(email);
  }

  /** Forgets events, tokens, subscriptions and mail. Old delta links have then expired. */
  reset(): void {
    Object.assign(this.state, emptyLists());
    clearBooks(this.state.mailboxes);
    this.markDirty();
    for (const email of this.state.mailboxes.keys()) this.announce(email);
  }
}

function changeBetween(before: EventRecord | undefined, after: EventRecord): ChangeType {
  if (after.isGone) return "deleted";
  // A slot that gets a row of its own was on the calendar before.
  return (before && !before.isGone) || after.seriesMasterId ? "updated" : "created";
}
