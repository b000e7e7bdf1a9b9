import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { root, run, sayAndExit } from "./prepare.mjs";

const stamp = path.join(root, "dist/sources.sha256");
const programs = {
  start: "lib/cli/start.ts",
  "google-sandbox": "lib/sandbox/google/main.ts",
  "microsoft-sandbox": "lib/sandbox/microsoft/main.ts",
  bench: "lib/cli/bench/main.ts",
};

/** Whether the last complete build was made from the sources as they are now. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hashSources();
}

/**
 * Builds the pages (Next) and the programs (esbuild) for production; `only` the programs for development.
 * @param {{ only?: "programs" }} [options]
 */
export async function build({ only } = {}) {
  const started = performance.now();
  const hash = hashSources();
  console.log("Building …");
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  await bundlePrograms();
  if (only === "programs") return;
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const code = await run(process.execPath, [next, "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  if (code !== 0) throw new Error(`The build failed (next build ended with ${code}); its reasons are above.`);
  writeFileSync(stamp, hash);
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * @param {Record<string, string>} [entryPoints] source files by the name of their program
 * @param {string} [outdir]
 */
export async function bundlePrograms(entryPoints = programs, outdir = "dist") {
  const { build: bundle } = await import("esbuild");
  await bundle({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    // Chunks let a program load its parts once the settings they read are in place.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: true,
    logLevel: "warning",
    tsconfig: "tsconfig.json",
    plugins: [externalPackages],
  });
}

/**
 * Leaves packages in node_modules. Node's own loader wants the file of a deep import into a package without an
 * export map (`next/server`, googleapis' API folders), which TypeScript lets one leave out.
 * @type {import("esbuild").Plugin}
 */
const externalPackages = {
  name: "external-packages",
  setup(bundler) {
    const require = createRequire(path.join(root, "package.json"));
    bundler.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
      if (kind === "entry-point" || name.startsWith("@/")) return undefined;
      return { path: withFile(require, name), external: true };
    });
  },
};

/**
 * @param {NodeJS.Require} require
 * @param {string} name
 */
function withFile(require, name) {
  const [first = "", second = "", ...deep] = name.split("/");
  const owner = first.startsWith("@") ? `${first}/${second}` : first;
  if (
    owner === name ||
    name.startsWith("node:") ||
    (!first.startsWith("@") && deep.length === 0 && second === "")
  )
    return name;
  const manifest = path.join(root, "node_modules", owner, "package.json");
  if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, "utf8")).exports) return name;
  const file = path.relative(path.dirname(manifest), require.resolve(name));
  return `${owner}/${file.split(path.sep).join("/")}`;
}

function hashSources() {
  const hash = createHash("sha256");
  const tops = ["app", "components", "db", "lib", "public"];
  const singles = [
    "next.config.ts",
    "package-lock.json",
    "package.json",
    "postcss.config.mjs",
    "tsconfig.json",
  ];
  for (const file of [...tops.flatMap(listFiles), ...singles]) {
    const found = path.join(root, file);
    if (existsSync(found)) hash.update(`${file}\0`).update(readFileSync(found)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listFiles(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error) => sayAndExit(error instanceof Error ? error.message : String(error)));
}
