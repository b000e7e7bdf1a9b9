import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Cluster } from "@/lib/cli/postgres/cluster";
import { type RunAs, spawnIdentity } from "@/lib/cli/postgres/run-as";
import { StartError } from "@/lib/cli/start-error";

export type Postmaster = { pid: number; port: number };

/** What PostgreSQL writes about itself in its data folder, or null when it says nothing (yet). */
export async function readPostmaster(folder: string): Promise<(Postmaster & { ready: boolean }) | null> {
  const text = await readFile(path.join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  const port = Number.parseInt(lines[3] ?? "", 10);
  if (!(pid > 0) || !(port > 0)) return null;
  return { pid, port, ready: lines[7]?.trim() === "ready" };
}

/** Whether a process with this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

// In a container nobody may collect an orphan's exit: it then keeps its number for ever, but runs no more.
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Asks for PostgreSQL's fast shutdown and waits until it is gone; after `patienceMs` it is killed, which is safe. */
export async function stopPostmaster(pid: number, patienceMs = 8_000): Promise<void> {
  const until = performance.now() + patienceMs;
  let signal: NodeJS.Signals = "SIGINT";
  while (isAlive(pid)) {
    if (performance.now() > until) signal = "SIGKILL";
    process.kill(pid, signal);
    await goneWithin(pid, 1_000);
  }
}

async function goneWithin(pid: number, milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  while (isAlive(pid) && performance.now() < until) await pause(15);
}

export type Launch = {
  child: ChildProcess;
  exited: Promise<number | null>;
  logFile: string;
  logFrom: number;
};

/** Starts PostgreSQL on `port`, in its own process group so that Ctrl-C reaches it through us, in our order. */
export async function launchPostmaster(
  postgres: string,
  cluster: Cluster,
  port: number,
  settings: Record<string, string>,
  runAs: RunAs,
): Promise<Launch> {
  const logFile = `${cluster.folder}.log`;
  const grown = (await stat(logFile).catch(() => null))?.size ?? 0;
  const logFrom = grown > 5_000_000 ? 0 : grown;
  // A file outlives us: PostgreSQL must still be able to write when its launcher was killed.
  const output = await open(logFile, logFrom === 0 ? "w" : "a", 0o600);
  const args = ["-D", cluster.folder, "-p", String(port)];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  const child = spawn(postgres, args, {
    ...spawnIdentity(runAs),
    cwd: path.parse(cluster.folder).root,
    detached: true,
    stdio: ["ignore", output.fd, output.fd],
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  exited.catch(() => undefined);
  await output.close();
  return { child, exited, logFile, logFrom };
}

/** Resolves when the launched PostgreSQL takes connections; answers what its log says when it gave up instead. */
export async function readyOrFault(
  launch: Launch,
  folder: string,
  patienceMs: number,
): Promise<string | null> {
  let gone: number | null | undefined;
  launch.exited.then(
    (code) => {
      gone = code ?? -1;
    },
    () => {
      gone = -1;
    },
  );
  const until = performance.now() + patienceMs;
  while (gone === undefined && performance.now() < until) {
    const said = await readPostmaster(folder);
    if (said?.ready && said.pid === launch.child.pid) return null;
    await pause(15);
  }
  if (gone === undefined)
    throw new StartError(`PostgreSQL is not ready after ${patienceMs / 1000} s: see ${launch.logFile}`);
  return await lastFault(launch);
}

async function lastFault(launch: Launch): Promise<string> {
  const text = (await readFile(launch.logFile)).subarray(launch.logFrom).toString("utf8");
  const lines = text.split("\n").filter((line) => /FATAL|PANIC|could not|error while loading/.test(line));
  const reason = lines.find((line) => line.includes("FATAL")) ?? lines.at(-1) ?? "it stopped without a word";
  return reason.replace(/^.*?(FATAL|PANIC|LOG):\s*/, "").trim();
}
