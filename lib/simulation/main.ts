import { migrate } from "@/db/migrate";
import { startThrowawayPostgres } from "@/lib/cli/throwaway-postgres";
import { killEverywhere } from "./every-kill";
import { stories } from "./every-kill-stories";
import { CARA, MIA } from "./people";
import { simulate, tell } from "./simulate";
import { openStage, type Stage } from "./stage";

const USAGE = "npm run simulate -- [--runs N] [--seed S] [--steps K] | --kills 1";

/** `npm run simulate`: histories `seed`, `seed + 1` … on a database of their own. Ends with 1 when one diverged. */
export async function runSimulation(given: readonly string[]): Promise<number> {
  const options = read(given);
  const database = await startThrowawayPostgres();
  await migrate(database.url);
  const stage = await openStage(database.url);
  const started = performance.now();
  const rate = (done: number): string => ((done * 1000) / (performance.now() - started)).toFixed(2);
  try {
    if (options.kills > 0) return await killAll(stage);
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

/** Every piece of work, killed before each of its effects in turn, at both providers. */
async function killAll(stage: Stage): Promise<number> {
  let broken = 0;
  for (const user of [MIA, CARA])
    for (const [name, story] of Object.entries(stories)) {
      const { kills, faults } = await killEverywhere(stage, { user, story, from: 1, stride: 1 });
      say(`${user}: ${name}: killed ${kills} times`);
      for (const fault of faults) say(` ! ${fault}`);
      broken += Math.min(1, faults.length);
    }
  say(`${broken} diverged`);
  return broken === 0 ? 0 : 1;
}

function read(given: readonly string[]): { runs: number; seed: number; steps: number; kills: number } {
  const options = { runs: 100, seed: 1, steps: 40, kills: 0 };
  for (let at = 0; at < given.length; at += 2) {
    const name = given[at]?.replace(/^--/, "");
    const value = Number(given[at + 1]);
    if (!isOption(name) || !Number.isInteger(value) || value < 0) throw new Error(`Use: ${USAGE}`);
    options[name] = value;
  }
  return options;
}

const isOption = (name: string | undefined): name is "runs" | "seed" | "steps" | "kills" =>
  name === "runs" || name === "seed" || name === "steps" || name === "kills";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
