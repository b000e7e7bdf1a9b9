import { bundlePrograms } from "./build.mjs";
import { checkNode, ensureInstalled, root, sayAndExit } from "./prepare.mjs";

/**
 * `npm run simulate -- [--runs N] [--seed S] [--steps K]`: plays random histories against the sources as they are, on a
 * database and sandboxes of its own, and ends with 1 when one of them ends otherwise than the policy says.
 */
process.chdir(root);
checkNode();
process.env.TZ = "UTC";
process.env.LOG_LEVEL ??= "silent";
try {
  await ensureInstalled();
  await bundlePrograms({ simulate: "lib/simulation/main.ts" }, "dist/simulation");
  const { runSimulation } = await import(new URL("../../dist/simulation/simulate.js", import.meta.url).href);
  process.exit(await runSimulation(process.argv.slice(2)));
} catch (error) {
  sayAndExit(error instanceof Error ? error.message : String(error));
}
