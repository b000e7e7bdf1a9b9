import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "@/lib/cli/ports";
import { prepareBinaries } from "@/lib/cli/postgres/binaries";
import { type Cluster, openCluster, superuser } from "@/lib/cli/postgres/cluster";
import {
  isAlive,
  launchPostmaster,
  type Postmaster,
  readPostmaster,
  readyOrFault,
  stopPostmaster,
} from "@/lib/cli/postgres/postmaster";
import { chooseRunAs, type RunAs } from "@/lib/cli/postgres/run-as";
import { StartError } from "@/lib/cli/start-error";

export type EmbeddedPostgresOptions = {
  dataDir: string;
  /** 0 or absent: a free one. */
  port?: number;
  /** `throwaway` trades safety on a power cut for speed: for tests only. */
  durability?: "safe" | "throwaway";
};

export type EmbeddedPostgres = {
  url: string;
  port: number;
  pid: number;
  /** Whether it was still running from a launcher that had been killed. */
  adopted: boolean;
  stop(): Promise<void>;
};

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
};
const throwaway = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "120",
};

const database = "almanac";
const startPatienceMs = 60_000;

/**
 * Starts the PostgreSQL that came with npm on `dataDir` (made when absent), reachable from this machine only, with a
 * database `almanac`. Recovers by itself from a launcher or a server that was killed.
 * Throws `StartError` with one line when the folder cannot be used; never deletes data.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const runAs = await chooseRunAs(options.dataDir);
  const binaries = await prepareBinaries(runAs, options.dataDir);
  const cluster = await openCluster(options.dataDir, binaries, runAs);
  const orphan = await findOrphan(cluster);
  const running = orphan ?? (await launch(binaries.postgres, cluster, options, runAs));
  await ensureDatabase(cluster, running.port);
  return {
    url: urlOf(cluster, running.port, database),
    port: running.port,
    pid: running.pid,
    adopted: orphan !== null,
    stop: () => stopPostmaster(running.pid),
  };
}

/** A PostgreSQL that outlived its launcher, once it answers; null when there is none on this folder. */
async function findOrphan(cluster: Cluster): Promise<Postmaster | null> {
  const until = performance.now() + startPatienceMs;
  while (performance.now() < until) {
    const said = await readPostmaster(cluster.folder);
    if (!said || !isAlive(said.pid)) return null;
    const answer = await ask(cluster, said.port);
    if (answer === cluster.folder) return said;
    // The number may have passed to another program: PostgreSQL's own check settles that when it starts.
    if (answer !== "starting") return null;
    await pause(50);
  }
  return null;
}

async function ask(cluster: Cluster, port: number): Promise<string> {
  const sql = postgres(urlOf(cluster, port, "postgres"), {
    max: 1,
    connect_timeout: 2,
    onnotice: () => undefined,
  });
  try {
    const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`;
    return row?.folder ?? "nothing";
  } catch (error) {
    // 57P03: starting up, in recovery or shutting down.
    return error instanceof postgres.PostgresError && error.code === "57P03" ? "starting" : "nothing";
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function launch(
  executable: string,
  cluster: Cluster,
  options: EmbeddedPostgresOptions,
  runAs: RunAs,
): Promise<Postmaster> {
  const chosen = options.durability === "throwaway" ? { ...settings, ...throwaway } : settings;
  const until = performance.now() + startPatienceMs;
  for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
    const port = options.port || (await freePort());
    const started = await launchPostmaster(executable, cluster, port, chosen, runAs);
    const fault = await readyOrFault(started, cluster.folder, startPatienceMs);
    if (fault === null && started.child.pid) return { pid: started.child.pid, port };
    if (!isPassing(fault ?? "", options) || performance.now() > until)
      throw cannotStart(cluster, fault, started.logFile);
    await pause(wait);
  }
}

// After a kill, children of the old server hold its lock and memory for a moment.
function isPassing(fault: string, options: EmbeddedPostgresOptions): boolean {
  if (/lock file|shared memory block|still in use/.test(fault)) return true;
  return !options.port && /bind|listen|TCP\/IP sockets/.test(fault);
}

function cannotStart(cluster: Cluster, fault: string | null, logFile: string): StartError {
  const advice = `move ${cluster.folder} away to start afresh, or restore it from a backup`;
  return new StartError(
    `PostgreSQL could not start: ${fault ?? "no reason given"} (log: ${logFile}). If the data is damaged, ${advice}.`,
  );
}

async function ensureDatabase(cluster: Cluster, port: number): Promise<void> {
  const sql = postgres(urlOf(cluster, port, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_database where datname = ${database}`;
    if (found.length === 0) await sql`create database ${sql(database)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function urlOf(cluster: Cluster, port: number, name: string): string {
  return `postgres://${superuser}:${cluster.password}@127.0.0.1:${port}/${name}`;
}
