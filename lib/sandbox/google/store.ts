import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { EventRecord } from "./event-record";
import { addressKey } from "./people";
import { type CalendarState, decodeState, emptyLists, emptyState, encodeState, type State } from "./state";

type ChangeListener = (email: string, record: EventRecord | undefined) => void;

/** The sandbox's memory. Callers change `state` and then `markDirty`; `flush` makes it durable. */
export class Store {
  readonly state: State;
  private readonly listeners = new Set<ChangeListener>();
  private dirty = false;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly statePath: string | undefined,
    private readonly now: () => number,
  ) {
    const known = statePath !== undefined && existsSync(statePath);
    this.state = known ? decodeState(readFileSync(statePath, "utf8")) : emptyState();
    if (!known) this.markDirty();
  }

  /** The calendar of one address, made on first use. */
  calendar(email: string): CalendarState {
    const key = addressKey(email);
    const found = this.state.calendars.get(key);
    if (found) return found;
    const fresh: CalendarState = { revision: 0, epoch: 1, events: new Map() };
    this.state.calendars.set(key, fresh);
    return fresh;
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

  /** Changes a copy without a trace in the history of changes. */
  putSilently(email: string, record: EventRecord): void {
    this.calendar(email).events.set(record.id, record);
    this.markDirty();
  }

  /** Tells pages and channels that something about this person changed. */
  announce(email: string, record?: EventRecord): void {
    this.markDirty();
    for (const listener of this.listeners) listener(addressKey(email), record);
  }

  /** Calls back on each change until the returned function is called. */
  onChange(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Forgets events, tokens, channels and mail. Old sync tokens then answer 410. */
  reset(): void {
    Object.assign(this.state, emptyLists());
    for (const [email, calendar] of this.state.calendars) {
      calendar.events.clear();
      calendar.epoch += 1;
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
