const LIMIT = 4;

/** Counts the calls of one app to one mailbox that have not been answered yet (providers 3.5: four at most). */
export class InFlight {
  private readonly counts = new Map<string, number>();

  /** Lets one more call in and returns how to let it out again; undefined when the mailbox is full. */
  enter(key: string): (() => void) | undefined {
    const count = this.counts.get(key) ?? 0;
    if (count >= LIMIT) return undefined;
    this.counts.set(key, count + 1);
    return () => {
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    };
  }
}
