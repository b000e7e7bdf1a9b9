import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { chmod, mkdir, open, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive } from "@/lib/cli/postgres/postmaster";
import { StartError } from "@/lib/cli/start-error";

export type DataFolder = { path: string; release(): Promise<void> };

/**
 * Makes the data folder if need be and claims it for this process.
 * Throws `StartError` while another living process has it; a claim left by a killed one is taken over.
 */
export async function claimDataFolder(folder: string): Promise<DataFolder> {
  const made = await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(
      `The data folder ${folder} cannot be made (${error.code}): set DATA_DIR to another place.`,
    );
  });
  // Root runs PostgreSQL as another account, which has to pass through; what is in it stays closed.
  if (made) await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  const lock = path.join(folder, "almanac.lock");
  const claim = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  if (!(await writeNew(lock, claim))) {
    await refuseWhileLiving(lock, folder);
    await writeFile(lock, claim, { mode: 0o600 });
  }
  return { path: folder, release: () => rm(lock, { force: true }) };
}

/** The installation's own secret, made at first and kept beside its data, readable by its owner only. */
export async function ownSecret(folder: string): Promise<string> {
  const file = path.join(folder, "app-secret");
  await writeNew(file, randomBytes(32).toString("base64url"));
  return (await readFile(file, "utf8")).trim();
}

async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(text);
    await handle.close();
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EEXIST") return false;
    throw new StartError(
      `The data folder ${path.dirname(file)} cannot be written (${code}): check whose it is.`,
    );
  }
}

// One that is being stopped may take a moment to finish.
const patienceMs = 2_000;

async function refuseWhileLiving(lock: string, folder: string): Promise<void> {
  const until = performance.now() + patienceMs;
  for (let owner = await livingOwner(lock); owner !== null; owner = await livingOwner(lock)) {
    if (performance.now() > until) {
      throw new StartError(
        `Almanac is already running on ${folder} (process ${owner}): stop it, or set DATA_DIR and PORT.`,
      );
    }
    await pause(50);
  }
}

async function livingOwner(lock: string): Promise<number | null> {
  const claim = await readFile(lock, "utf8").catch(() => "");
  const [, pid, started] = /"pid":(\d+),"started":(null|"[^"]*")/.exec(claim) ?? [];
  const owner = Number(pid ?? 0);
  if (owner === 0 || owner === process.pid || !isAlive(owner)) return null;
  // After a restart of the machine or container the number may belong to somebody else.
  return JSON.stringify(startOf(owner)) === started ? owner : null;
}

/** When a process started, in the kernel's count, where it tells. */
function startOf(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[19] ?? null;
  } catch {
    return null;
  }
}
