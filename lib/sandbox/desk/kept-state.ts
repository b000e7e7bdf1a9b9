import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { addressKey } from "../google/people";

type Form<State> = { empty(): State; encode(state: State): string; decode(text: string): State };
type Listener<Change> = (email: string, change: Change | undefined) => void;

/** A sandbox's memory. Callers change `state` and then `markDirty`; `flush` makes it durable. */
export class KeptState<State extends { clockOffset: number }, Change> {
  readonly state: State;
  private readonly listeners = new Set<Listener<Change>>();
  private dirty = false;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly statePath: string | undefined,
    private readonly clock: () => number,
    private readonly form: Form<State>,
  ) {
    const known = statePath !== undefined && existsSync(statePath);
    this.state = known ? form.decode(readFileSync(statePath, "utf8")) : form.empty();
    if (!known) this.markDirty();
  }

  /** Epoch milliseconds on the sandbox's own clock, which can be put forward. */
  now(): number {
    return this.clock() + this.state.clockOffset;
  }

  /** Puts the clock forward for good. */
  forward(milliseconds: number): void {
    this.state.clockOffset += milliseconds;
    this.markDirty();
  }

  /** Tells pages and push that something about this person changed. */
  announce(email: string, change?: Change): void {
    this.markDirty();
    for (const listener of this.listeners) listener(addressKey(email), change);
  }

  /** Calls back on each change until the returned function is called. */
  onChange(listener: Listener<Change>): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
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
    await writeFile(draft, this.form.encode(this.state), { mode: 0o600 });
    await rename(draft, this.statePath);
  }
}
