import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { addressKey } from "../google/people";
import type { EventRecord } from "./event-record";
import { decodeState, emptyLists, emptyState, encodeState, type Mailbox, type State } from "./state";

export type ChangeType = "created" | "updated" | "deleted";
/** What happened to one item of one mailbox; absent when only mail or settings changed. */
export type Change = { type: ChangeType; record: EventRecord };
type ChangeListener = (email: string, change: Change | undefined) => void;

/** The sandbox's memory. Callers change `state` and then `markDirty`; `flush` makes it durable. */
export class Store {
  readonly state: State;
  private readonly listeners = new Set<ChangeListener>();
  private dirty = false;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly statePath: string | undefined,
    private readonly clock: () => number,
  ) {
    const known = statePath !== undefined && existsSync(statePath);
    this.state = known ? decodeState(readFileSync(statePath, "utf8")) : emptyState();
    if (!known) this.markDirty();
  }

  /** Epoch milliseconds on the sandbox's own clock, which can be put forward. */
  now(): number {
    return this.clock() + this.state.clockOffset;
  }

  /** The mailbox of one address, made on first use. */
  mailbox(email: string): Mailbox {
    const key = addressKey(email);
    const found = this.state.mailboxes.get(key);
    if (found) return found;
    const fresh: Mailbox = { revision: 0, epoch: 1, events: new Map() };
    this.state.mailboxes.set(key, fresh);
    return fresh;
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

  /** Tells pages and subscriptions that something about this person changed. */
  announce(email: string, change?: Change): void {
    this.markDirty();
    for (const listener of this.listeners) listener(addressKey(email), change);
  }

  /** Calls back on each change until the returned function is called. */
  onChange(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Forgets events, tokens, subscriptions and mail. Old delta links have then expired. */
  reset(): void {
    Object.assign(this.state, emptyLists());
    for (const [email, mailbox] of this.state.mailboxes) {
      mailbox.events.clear();
      mailbox.epoch += 1;
      this.announce(email);
    }
    this.markDirty();
  }

  markDirty(): void {
    this.dirty = true;
  }

  /** Resolves once everything changed so far is on disk. Callers at one moment share one write. */
  async flush(): Promise<void> {
    while (this.dirty || this.writing) {
      this.writing ??= this.write().finally(() => {
        this.writing = undefined;
      });
      await this.writing;
    }
  }

  private async write(): Promise<void> {
    this.dirty = false;
    if (this.statePath === undefined) return;
    mkdirSync(path.dirname(this.statePath), { recursive: true });
    const draft = `${this.statePath}.tmp`;
    await writeFile(draft, encodeState(this.state), { mode: 0o600 });
    await rename(draft, this.statePath);
  }
}

function changeBetween(before: EventRecord | undefined, after: EventRecord): ChangeType {
  if (after.isGone) return "deleted";
  // A slot that gets a row of its own was on the calendar before.
  return (before && !before.isGone) || after.seriesMasterId ? "updated" : "created";
}
