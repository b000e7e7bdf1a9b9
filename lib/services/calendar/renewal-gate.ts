const ROOM = 4;

let inside = 0;
const queue: (() => void)[] = [];

/**
 * Lets few renewals of tokens run at once in this process: each holds a database connection while a provider is asked, and
 * a provider that hangs must not take them all. Who waits holds nothing.
 */
export async function throughGate<T>(work: () => Promise<T>): Promise<T> {
  if (inside >= ROOM) await new Promise<void>((resolve) => queue.push(resolve));
  else inside += 1;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else inside -= 1;
  }
}
