import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { run } from "./prepare.mjs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The path of a Chromium that starts: an installed one, Playwright's own, or one that is installed now.
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const present = await installed();
  if (present) return present;
  console.log("No browser found: installing Playwright's Chromium …");
  await run(process.execPath, ["node_modules/playwright/cli.js", "install", "chromium"]);
  const fetched = await installed();
  if (fetched) return fetched;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Playwright's Chromium does not start here: installing Debian's …");
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    if ((await run("apt-get", ["update", "-qq"], quiet)) === 0) {
      await run("apt-get", ["install", "-y", "-qq", "chromium"], quiet);
    }
    const debian = await installed();
    if (debian) return debian;
  }
  throw new Error(
    "The browser tests need Chrome or Chromium: install one (for example apt-get install chromium) or set PLAYWRIGHT_CHROMIUM to its path.",
  );
}

async function installed() {
  const { chromium } = await import("playwright");
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  return [...(named ? [named] : usual), chromium.executablePath()].find(starts);
}

/**
 * A downloaded browser may lack the system libraries it needs, so it is tried.
 * @param {string} file
 */
function starts(file) {
  if (!existsSync(file)) return false;
  return spawnSync(file, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0;
}
