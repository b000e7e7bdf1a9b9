import { isPersonal, type LiveChange } from "@/lib/domain/live";

/** What an open page is told: look at everything again, or at what changed. */
export type LiveEvent = { event: "hello" } | { event: "change"; change: LiveChange };
export type Viewer = { accountId: string; userId: string };
type Subscriber = Viewer & { tell(event: LiveEvent): void };

/** Fans changes out to the open pages of one process. It holds no I/O and forgets nobody it was not told to forget. */
export class LiveHub {
  readonly #byAccount = new Map<string, Set<Subscriber>>();

  /** Tells `tell` about the account's changes until the returned function is called. */
  subscribe(viewer: Viewer, tell: (event: LiveEvent) => void): () => void {
    const subscriber = { ...viewer, tell };
    const group = this.#byAccount.get(viewer.accountId) ?? new Set();
    group.add(subscriber);
    this.#byAccount.set(viewer.accountId, group);
    return () => {
      group.delete(subscriber);
      if (group.size === 0 && this.#byAccount.get(viewer.accountId) === group)
        this.#byAccount.delete(viewer.accountId);
    };
  }

  /** A change reaches its account's pages; a personal one reaches that person's alone. */
  publish(accountId: string, change: LiveChange): void {
    for (const subscriber of [...(this.#byAccount.get(accountId) ?? [])]) {
      const foreign = isPersonal(change) && change.userId !== subscriber.userId;
      if (!foreign) subscriber.tell({ event: "change", change });
    }
  }

  /** Makes every page catch up: changes may have gone unheard. */
  greetAll(): void {
    for (const group of [...this.#byAccount.values()]) {
      for (const subscriber of [...group]) subscriber.tell({ event: "hello" });
    }
  }

  get size(): number {
    return [...this.#byAccount.values()].reduce((sum, group) => sum + group.size, 0);
  }
}
