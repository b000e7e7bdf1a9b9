/**
 * Works on every item, at most `limit` at once, and answers in their order. After the first failure nothing new is started,
 * and the failure is told only when all that was running has ended.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  let failed = false;
  const runner = async () => {
    for (const [at, item] of queue) {
      if (failed) return;
      try {
        results[at] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: limit }, runner));
  const failure = ended.find((each) => each.status === "rejected");
  if (failure) throw failure.reason;
  return results;
}
