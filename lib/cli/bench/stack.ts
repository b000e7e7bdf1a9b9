import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "@/lib/cli/ports";
import { startThrowawayPostgres } from "@/lib/cli/throwaway-postgres";

export type BenchProvider = "google" | "microsoft";

export type BenchStack = {
  appUrl: string;
  /** Where each provider's sandbox is. */
  sandboxUrls: Record<BenchProvider, string>;
  /** As whom the product asks each sandbox. */
  clients: Record<BenchProvider, { id: string; secret: string }>;
  databaseUrl: string;
  /** Lines of the app's log, each as it comes, when the stack was started to be listened to. */
  onLog(listener: (line: string) => void): void;
  stop(): Promise<void>;
};

/** The built product as it runs in earnest (durable database, sandboxes and app as processes) on free ports. */
export async function startStack(logLevel: "warn" | "info" = "warn"): Promise<BenchStack> {
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
    LOG_LEVEL: logLevel,
    ...(sandbox.facts as Record<string, string>),
  });
  return {
    appUrl,
    sandboxUrls: {
      google: String(sandbox.facts.GOOGLE_BASE_URL),
      microsoft: String(sandbox.facts.MICROSOFT_BASE_URL),
    },
    clients: {
      google: clientIn(sandbox.facts, "GOOGLE"),
      microsoft: clientIn(sandbox.facts, "MICROSOFT"),
    },
    databaseUrl: database.url,
    onLog: (listener) => void (app.child.stdout && createInterface(app.child.stdout).on("line", listener)),
    async stop() {
      for (const { child } of [app, sandbox]) await end(child);
      await database.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const clientIn = (facts: Record<string, unknown>, prefix: string) => ({
  id: String(facts[`${prefix}_CLIENT_ID`]),
  secret: String(facts[`${prefix}_CLIENT_SECRET`]),
});

type Launched = { child: ChildProcess; facts: Record<string, unknown> };

function launch(verb: string, env: Record<string, string>): Promise<Launched> {
  const child = fork(path.resolve("dist/start.js"), [verb], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  // Read whether anybody listens or not: a full pipe would hold it up.
  child.stdout?.resume();
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
