import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/cli/ports";
import { startThrowawayPostgres } from "@/lib/cli/throwaway-postgres";

export type BenchProvider = "google" | "microsoft";

export type BenchStack = {
  appUrl: string;
  /** Where each provider's sandbox is. */
  sandboxUrls: Record<BenchProvider, string>;
  databaseUrl: string;
  stop(): Promise<void>;
};

/** The built product as it runs in earnest (durable database, sandboxes and app as processes) on free ports. */
export async function startStack(): Promise<BenchStack> {
  const home = await mkdtemp(path.join(tmpdir(), "almanac-bench-"));
  await chmod(home, 0o711);
  const database = await startThrowawayPostgres("safe");
  const [googlePort, microsoftPort, appPort] = [await freePort(), await freePort(), await freePort()];
  const appUrl = `http://localhost:${appPort}`;
  const sandbox = await launch("sandbox", {
    DATA_DIR: path.join(home, "sandbox"),
    SANDBOX_PORT: String(googlePort),
    MICROSOFT_SANDBOX_PORT: String(microsoftPort),
    APP_URL: appUrl,
  });
  const app = await launch("demo", {
    DATA_DIR: path.join(home, "app"),
    DATABASE_URL: database.url,
    APP_URL: appUrl,
    PORT: String(appPort),
    LOG_LEVEL: "warn",
    ...(sandbox.facts as Record<string, string>),
  });
  return {
    appUrl,
    sandboxUrls: {
      google: String(sandbox.facts.GOOGLE_BASE_URL),
      microsoft: String(sandbox.facts.MICROSOFT_BASE_URL),
    },
    databaseUrl: database.url,
    async stop() {
      for (const { child } of [app, sandbox]) await end(child);
      await database.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

type Launched = { child: ChildProcess; facts: Record<string, unknown> };

function launch(verb: string, env: Record<string, string>): Promise<Launched> {
  const child = fork(path.resolve("dist/start.js"), [verb], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${verb} ended with ${code} before it was ready`)));
    child.once("message", (facts) => resolve({ child, facts: { ...Object(facts) } }));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
