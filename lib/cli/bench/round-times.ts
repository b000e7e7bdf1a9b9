import type { BenchStack } from "./stack";

/** What the worker says of a round: milliseconds, of which reading goes on while the page before is applied. */
export type RoundTimes = { reading: number; applying: number };

/** Collects what the worker logs at the end of each round; `next` waits for the next one not yet taken. */
export function listenForRounds(stack: BenchStack): { next(): Promise<RoundTimes>; forget(): void } {
  const told: RoundTimes[] = [];
  let waiting: ((times: RoundTimes) => void) | null = null;
  stack.onLog((line) => {
    const times = timesIn(line);
    if (!times) return;
    if (!waiting) return void told.push(times);
    waiting(times);
    waiting = null;
  });
  return {
    next: () => {
      const first = told.shift();
      if (first) return Promise.resolve(first);
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    forget: () => void told.splice(0),
  };
}

function timesIn(line: string): RoundTimes | null {
  if (!line.includes('"calendar pulled"')) return null;
  const { spent } = Object(JSON.parse(line));
  const { reading, applying } = Object(spent);
  return typeof reading === "number" && typeof applying === "number" ? { reading, applying } : null;
}
