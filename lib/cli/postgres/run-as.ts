import { chmod, lstat, mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { StartError } from "@/lib/cli/start-error";

/** Which account runs PostgreSQL. It refuses to run as root, so root lends it another one. */
export type RunAs = { kind: "self" } | { kind: "other"; uid: number; gid: number };

/** Ourselves, or when we are root: the owner of the existing data folder, else `nobody`. */
export async function chooseRunAs(dataDir: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const owner = await stat(dataDir).catch(() => null);
  if (owner && owner.uid !== 0) return { kind: "other", uid: owner.uid, gid: owner.gid };
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  return { kind: "other", uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

/** What `spawn` needs to start a process as that account. */
export function spawnIdentity(runAs: RunAs): { uid?: number; gid?: number } {
  return runAs.kind === "self" ? {} : { uid: runAs.uid, gid: runAs.gid };
}

/** Whether any account may read `file` (enter it, for a folder) and pass every folder above it. */
export async function readableByAll(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (!found || (found.mode & 0o004) === 0) return false;
  return await enterableByAll(path.dirname(file));
}

/** Whether any account may pass through `folder` and every folder above it. */
export async function enterableByAll(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  if (!found || (found.mode & 0o001) === 0) return false;
  const parent = path.dirname(folder);
  return parent === folder || (await enterableByAll(parent));
}

/** Root's own folder that every account can pass through, for what must not live under a closed home. */
export async function reachableFolder(): Promise<string> {
  const folder = "/var/lib/almanac";
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== 0)
    throw new StartError(`${folder} must be a folder that root owns.`);
  await chmod(folder, 0o755);
  return folder;
}
