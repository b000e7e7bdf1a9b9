import { findBrowser } from "./browser.mjs";
import { build, isBuilt } from "./build.mjs";
import { checkNode, ensureInstalled, root, run, sayAndExit } from "./prepare.mjs";

/**
 * Everything that can be tested, from a fresh clone: what `npm test` runs. Stops at the first stage that fails.
 * With `e2e` and perhaps names of specs: the browser journeys alone.
 */
/** @type {{ name: string, seconds: number }[]} */
const stages = [];

process.chdir(root);
checkNode();
const [only, ...specs] = process.argv.slice(2);
try {
  await stage("install", ensureInstalled);
  if (only !== "e2e") await withoutBrowser();
  await withBrowser();
  summarise("All tests passed");
} catch (error) {
  summarise("The tests did not pass");
  sayAndExit(error instanceof Error ? error.message : String(error));
}

async function withoutBrowser() {
  await stage("verify", () => program("npm", ["run", "--silent", "verify"]));
  await stage("unit tests in another zone", () => vitest("unit", "Pacific/Auckland"));
  await stage("system tests", () => vitest("system", "UTC"));
  await stage("the same with Outlook", () => vitest("outlook", "UTC"));
}

async function withBrowser() {
  const browser = await stage("browser", findBrowser);
  await stage("production build", () => (isBuilt() ? Promise.resolve() : build()));
  const args = ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts", ...specs];
  const env = { PLAYWRIGHT_CHROMIUM: browser, TZ: "UTC" };
  await stage("browser journeys", () => program(process.execPath, args, env));
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function stage(name, work) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  try {
    return await work();
  } finally {
    stages.push({ name, seconds: (performance.now() - started) / 1000 });
  }
}

/**
 * @param {string} project
 * @param {string} zone
 */
async function vitest(project, zone) {
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    "lib/cli/vitest.config.ts",
    "--project",
    project,
  ];
  await program(process.execPath, args, { TZ: zone });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function program(command, args, env) {
  const code = await run(command, args, env);
  if (code !== 0)
    throw new Error(`${[command, ...args].join(" ")} ended with ${code}: its reasons are above.`);
}

/** @param {string} verdict */
function summarise(verdict) {
  console.log(`\n${verdict}:`);
  for (const { name, seconds } of stages)
    console.log(`  ${name.padEnd(28)}${seconds.toFixed(1).padStart(7)} s`);
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`  ${"together".padEnd(28)}${total.toFixed(1).padStart(7)} s`);
}
