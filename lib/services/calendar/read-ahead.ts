import type { Access } from "@/lib/domain/calendar/provider";
import { RoundOver } from "./round";

/**
 * The items of a source, each made while the one before it is worked on: one ahead, never two. A failure is told when its
 * turn comes. Whoever stops early, or fails, has the source told to stop, and goes on once what was under way has ended.
 */
export async function* oneAhead<T>(
  source: (stop: AbortSignal) => AsyncGenerator<T, void>,
): AsyncGenerator<T, void> {
  const stop = new AbortController();
  const items = source(stop.signal);
  let next = items.next();
  try {
    for (;;) {
      const item = await next;
      if (item.done) return;
      next = items.next();
      // Until its turn comes nobody waits for it, which must not count as a failure nobody handled.
      next.catch(() => undefined);
      yield item.value;
    }
  } finally {
    stop.abort();
    await items.return();
  }
}

/** The same access until `stop`: the next call then ends before it is made. */
export const accessUntil = (stop: AbortSignal, access: Access): Access => ({
  ...access,
  credentials() {
    if (stop.aborted) throw new RoundOver();
    return access.credentials();
  },
});
