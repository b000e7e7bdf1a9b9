import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  symlink,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "@/lib/cli/postgres/binaries";
import { enterableByAll, type RunAs, reachableFolder, spawnIdentity } from "@/lib/cli/postgres/run-as";
import { StartError } from "@/lib/cli/start-error";

export type Cluster = { folder: string; password: string; created: boolean };

export const superuser = "almanac";
const passwordFile = "almanac-password";

/**
 * Opens the data folder, or makes it: complete or not at all, owned by the account that runs PostgreSQL.
 * Throws `StartError` for a folder it cannot use; it never changes or deletes such a folder.
 */
export async function openCluster(dataDir: string, binaries: Binaries, runAs: RunAs): Promise<Cluster> {
  const folder = await settle(dataDir, runAs);
  const contents = await list(folder);
  if (contents.length === 0)
    return { folder, password: await createCluster(folder, binaries, runAs), created: true };
  if (!contents.includes("PG_VERSION")) throw notACluster(folder);
  const version = Number.parseInt(await readFile(path.join(folder, "PG_VERSION"), "utf8"), 10);
  if (version !== binaries.major) throw otherVersion(folder, version, binaries.major);
  const password = await readFile(path.join(folder, passwordFile), "utf8").catch(() => "");
  if (password === "") throw notACluster(folder, passwordFile);
  return { folder, password: password.trim(), created: false };
}

/**
 * The real folder behind `dataDir`. Root's home is often closed to the account that runs PostgreSQL: the data then
 * lives in root's reachable folder and `dataDir` is a link to it.
 */
async function settle(dataDir: string, runAs: RunAs): Promise<string> {
  const linked = (await lstat(dataDir).catch(() => null))?.isSymbolicLink() ?? false;
  if (linked) return await realpath(dataDir).catch(() => Promise.reject(danglingLink(dataDir)));
  const parent = path.dirname(dataDir);
  const madeFrom = await mkdir(parent, { recursive: true, mode: 0o711 });
  if (runAs.kind === "self") return dataDir;
  // A strict umask would close the folders just made, but they hold nothing that a path alone gives away.
  if (madeFrom) await openUpFrom(madeFrom, parent);
  const present = (await list(dataDir).catch(() => [])).length > 0;
  if (present || (await enterableByAll(parent))) return dataDir;
  await rmdir(dataDir).catch(() => undefined);
  const folder = await mkdtemp(path.join(await reachableFolder(), "data-"));
  await chmod(folder, 0o711);
  await symlink(path.join(folder, "postgres"), dataDir);
  await mkdir(path.join(folder, "postgres"));
  return path.join(folder, "postgres");
}

async function openUpFrom(first: string, last: string): Promise<void> {
  await chmod(last, 0o711);
  if (last !== first) await openUpFrom(first, path.dirname(last));
}

async function list(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    if (error.code === "ENOTDIR")
      throw new StartError(`${folder} should be a folder for the database, but is a file.`);
    if (error.code === "EACCES")
      throw new StartError(`The database folder ${folder} belongs to another user.`);
    throw error;
  });
}

async function createCluster(folder: string, binaries: Binaries, runAs: RunAs): Promise<string> {
  const making = `${folder}.new`;
  const secret = `${folder}.secret`;
  const password = randomBytes(24).toString("base64url");
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await writeFile(secret, password, { mode: 0o600 });
  if (runAs.kind === "other") {
    for (const made of [making, secret]) await chown(made, runAs.uid, runAs.gid);
  }
  await runInitdb(binaries.initdb, making, secret, runAs);
  await rename(secret, path.join(making, passwordFile));
  await rmdir(folder).catch(() => undefined);
  await rename(making, folder);
  return password;
}

async function runInitdb(initdb: string, folder: string, secret: string, runAs: RunAs): Promise<void> {
  const args = [
    "-D",
    folder,
    "-U",
    superuser,
    `--pwfile=${secret}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
  ];
  args.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
  const child = spawn(initdb, args, {
    ...spawnIdentity(runAs),
    cwd: path.parse(folder).root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code === 0) return;
  const reason =
    said
      .join("")
      .split("\n")
      .filter((line) => /error|fatal|could not/i.test(line))[0] ?? `exit ${code}`;
  throw new StartError(`PostgreSQL could not make its data folder ${folder}: ${reason.trim()}`);
}

const wayOut = "move it away to start afresh, or restore it from a backup";

function notACluster(folder: string, missing = "PG_VERSION"): StartError {
  return new StartError(`The database folder ${folder} is damaged (${missing} is missing): ${wayOut}.`);
}

function otherVersion(folder: string, found: number, ours: number): StartError {
  return new StartError(
    `The database folder ${folder} is PostgreSQL ${found}'s and this is ${ours}: dump it there, ${wayOut}.`,
  );
}

function danglingLink(dataDir: string): StartError {
  return new StartError(
    `${dataDir} is a link to a database folder that is gone: remove the link to start afresh.`,
  );
}
