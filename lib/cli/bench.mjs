import { findBrowser } from "./browser.mjs";
import { build, isBuilt } from "./build.mjs";
import { checkNode, ensureInstalled, root, sayAndExit } from "./prepare.mjs";

/** `npm run bench`: measures the built product on this machine, each figure beside a bare baseline of the same run. Parts may be named. */
process.chdir(root);
checkNode();
try {
  await ensureInstalled();
  const browser = await findBrowser();
  if (!isBuilt()) await build();
  const { runBench } = await import(new URL("../../dist/bench.js", import.meta.url).href);
  await runBench(browser, process.argv.slice(2));
  process.exit(0);
} catch (error) {
  sayAndExit(error instanceof Error ? error.message : String(error));
}
