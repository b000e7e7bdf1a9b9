const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `work` when everything that was asked for this key before has ended, well or badly. A mailbox may have four calls at once
 * and a sync takes two of them: however many people look at a calendar, this server reads it once at a time for them.
 */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(work);
  const ended = mine
    .catch(() => undefined)
    .finally(() => {
      if (queues.get(key) === ended) queues.delete(key);
    });
  queues.set(key, ended);
  return mine;
}

/** What `work` answers, or null when that takes longer than `ms`; it is told by `signal` that nobody waits any more. */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
  const late = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const clock = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      late.abort();
      resolve(null);
    }, ms);
  });
  try {
    return await Promise.race([work(late.signal), clock]);
  } finally {
    clearTimeout(timer);
  }
}
