import { existsSync } from "node:fs";
import path from "node:path";
import { failStart, stopOnSignals } from "@/lib/cli/shutdown";
import { StartError } from "@/lib/cli/start-error";

/**
 * The product's one program. Verbs:
 * `demo` and `dev` (built-in database, demo account, sandboxes), `start` and `worker` (real settings), `migrate`,
 * `person` (adds someone who may sign in),
 * and for tests and the curious `database` and `sandbox`, which run one of those, or both sandboxes, alone.
 */
const verbs: Record<string, () => Promise<void>> = {
  demo: async () => (await import("@/lib/cli/demo")).runDemo("production"),
  dev: async () => (await import("@/lib/cli/demo")).runDemo("development"),
  start: async () => (await import("@/lib/cli/serve")).runServer(),
  worker: async () => {
    process.env.WEB = "0";
    await (await import("@/lib/cli/serve")).runServer();
  },
  migrate: async () => (await import("@/lib/cli/serve")).runMigrate(),
  person: async () => (await import("@/lib/cli/person")).runPerson(),
  database: async () => (await import("@/lib/cli/alone")).runDatabase(),
  sandbox: async () => (await import("@/lib/cli/alone")).runSandbox(),
};

const verb = process.argv[2] ?? "start";
process.chdir(path.resolve(import.meta.dirname, ".."));
// Packages read this when they are loaded, so it is settled before any of them is.
Object.assign(process.env, {
  NODE_ENV: verb === "dev" ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});
if (existsSync(".env")) process.loadEnvFile(".env");
stopOnSignals();

const run = verbs[verb];
const unknown = new StartError(`There is no "${verb}": use one of ${Object.keys(verbs).join(", ")}.`);
(run ? run() : Promise.reject(unknown)).catch(failStart);
