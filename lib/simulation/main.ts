import { migrate } from "@/db/migrate";
import { startThrowawayPostgres } from "@/lib/cli/throwaway-postgres";
import { simulate, tell } from "./simulate";
import { openStage } from "./stage";

const USAGE = "npm run simulate -- [--runs N] [--seed S] [--steps K]";

/** `npm run simulate`: histories `seed`, `seed + 1` … on a database of their own. Ends with 1 when one diverged. */
export async function runSimulation(given: readonly string[]): Promise<number> {
  const options = read(given);
  const database = await startThrowawayPostgres();
  await migrate(database.url);
  const stage = await openStage(database.url);
  const started = performance.now();
  const rate = (done: number): string => ((done * 1000) / (performance.now() - started)).toFixed(2);
  try {
    const { divergences, tally } = await simulate(stage, options, {
      progress: (done) => {
        if (done % 20 === 0) say(`${done} of ${options.runs} histories, ${rate(done)} a second`);
      },
      failed: (seed, faults) =>
        say([`Seed ${seed} diverged; looking for the shortest history …`, ...faults].join("\n ! ")),
      diverged: (divergence) => say(tell(divergence, options.steps)),
    });
    say("");
    for (const [what, times] of [...tally].sort()) say(`  ${what.padEnd(44)}${String(times).padStart(9)}`);
    say(
      `${options.runs} histories of ${options.steps} steps from seed ${options.seed}, ${rate(options.runs)} a second`,
    );
    say(`${divergences.length} diverged`);
    return divergences.length === 0 ? 0 : 1;
  } finally {
    await stage.close();
    await database.stop();
  }
}

function read(given: readonly string[]): { runs: number; seed: number; steps: number } {
  const options = { runs: 100, seed: 1, steps: 40 };
  for (let at = 0; at < given.length; at += 2) {
    const name = given[at]?.replace(/^--/, "");
    const value = Number(given[at + 1]);
    if ((name !== "runs" && name !== "seed" && name !== "steps") || !Number.isInteger(value) || value < 0)
      throw new Error(`Use: ${USAGE}`);
    options[name] = value;
  }
  return options;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
