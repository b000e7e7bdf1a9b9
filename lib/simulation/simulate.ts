import { writeHistory } from "./history";
import { play } from "./play";
import type { Tally } from "./run";
import { shrink } from "./shrink";
import type { Stage } from "./stage";
import type { Step } from "./steps";

export type Divergence = { seed: number; shortest: Step[]; faults: string[] };

type Listener = {
  progress?(done: number): void;
  /** Before a history is shortened, which takes a while. */
  failed?(seed: number, faults: readonly string[]): void;
  diverged?(divergence: Divergence): void;
};

/** Plays histories one after the other, and shortens each that ends otherwise than it must. */
export async function simulate(
  stage: Stage,
  { runs, seed, steps }: { runs: number; seed: number; steps: number },
  listener: Listener = {},
): Promise<{ divergences: Divergence[]; tally: Tally }> {
  const tally: Tally = new Map();
  const divergences: Divergence[] = [];
  for (let done = 0; done < runs; done += 1) {
    const history = writeHistory(seed + done, steps);
    const faults = await play(stage, seed + done, history, tally);
    if (faults.length > 0) {
      listener.failed?.(seed + done, faults);
      const divergence = await shortened(stage, seed + done, history, faults);
      divergences.push(divergence);
      listener.diverged?.(divergence);
    }
    listener.progress?.(done + 1);
  }
  return { divergences, tally };
}

async function shortened(
  stage: Stage,
  seed: number,
  history: readonly Step[],
  first: string[],
): Promise<Divergence> {
  let faults = first;
  const fails = async (steps: readonly Step[]): Promise<boolean> => {
    const found = await play(stage, seed, steps, new Map());
    if (found.length > 0) faults = found;
    return found.length > 0;
  };
  return { seed, shortest: await shrink(history, fails), faults };
}

/** The shortest history with what came of it, and the way to see it again. */
export function tell({ seed, shortest, faults }: Divergence, steps: number): string {
  return [
    `\nSeed ${seed} diverged; shortest history found (${shortest.length} steps):`,
    ...shortest.map((step) => `  ${JSON.stringify(step)}`),
    ...faults.map((fault) => ` ! ${fault}`),
    `Again: npm run simulate -- --runs 1 --seed ${seed} --steps ${steps}`,
  ].join("\n");
}
