import type { Step } from "./steps";

/**
 * The shortest part of a history that still fails, by leaving out ever smaller pieces; `fails` plays a candidate. Stops
 * after `tries` plays with the best it has.
 */
export async function shrink(
  steps: readonly Step[],
  fails: (steps: readonly Step[]) => Promise<boolean>,
  tries = 90,
): Promise<Step[]> {
  let best = [...steps];
  let left = tries;
  for (let size = Math.ceil(best.length / 2); size >= 1 && left > 0; ) {
    let isShorter = false;
    for (let from = 0; from < best.length && left > 0; ) {
      const candidate = [...best.slice(0, from), ...best.slice(from + size)];
      left -= 1;
      if (await fails(candidate)) {
        best = candidate;
        isShorter = true;
      } else from += size;
    }
    if (size === 1 && !isShorter) break;
    size = isShorter && size === 1 ? 1 : Math.floor(size / 2);
  }
  return best;
}
