import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, isBuilt } from "./build.mjs";
import { checkNode, ensureInstalled, sayAndExit } from "./prepare.mjs";

/**
 * The way in for every command of package.json that runs the product. `demo` and `dev` install and build what is
 * missing; the others expect `npm run build` to have been run.
 */
const root = path.resolve(import.meta.dirname, "../..");
const entry = path.join(root, "dist/start.js");
const [verb = "demo"] = process.argv.slice(2);

process.chdir(root);
checkNode();
try {
  await prepare();
} catch (error) {
  sayAndExit(error instanceof Error ? error.message : String(error));
}
await import(pathToFileURL(entry).href);

async function prepare() {
  if (verb === "demo") {
    await ensureInstalled();
    if (!isBuilt()) await build();
  } else if (verb === "dev") {
    await ensureInstalled();
    await build({ only: "programs" });
  } else if (!existsSync(entry)) {
    throw new Error("Almanac is not built yet: run npm ci and npm run build first.");
  }
}
