/** Counts the calls to each mailbox that have not been answered yet, and remembers the most there ever were at once. */
export class InFlight {
  private readonly counts = new Map<string, number>();
  private readonly most = new Map<string, number>();

  /** Lets one more call in and returns how to let it out again; undefined when `limit` calls are in already. */
  enter(key: string, limit = Number.POSITIVE_INFINITY): (() => void) | undefined {
    const count = (this.counts.get(key) ?? 0) + 1;
    if (count > limit) return undefined;
    this.counts.set(key, count);
    this.most.set(key, Math.max(count, this.most.get(key) ?? 0));
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.counts.set(key, (this.counts.get(key) ?? 1) - 1);
    };
  }

  /** The most calls at once since the last reset, for each mailbox that was called. */
  peaks(): Record<string, number> {
    return Object.fromEntries(this.most);
  }

  /** Forgets the peaks; calls that are still in count again from here. */
  resetPeaks(): void {
    this.most.clear();
    for (const [key, count] of this.counts) if (count > 0) this.most.set(key, count);
  }
}
