import { announce } from "@/lib/cli/announce";
import { migrateDatabase, openDatabase, openDataFolder } from "@/lib/cli/database";
import { refuseBusyPort, startProduct } from "@/lib/cli/product";
import { allSettings, demoHomes, startSandboxes, unconfiguredProviders } from "@/lib/cli/sandboxes";
import { shutdown } from "@/lib/cli/shutdown";
import { checkSettings, parseEnv, settings } from "@/lib/env";
import { log } from "@/lib/log";

// Stands in for the built-in database's URL, which is known only once it runs.
const later = "postgres://built-in.invalid/almanac";

/** The production server: real settings, no demo data, and no sandbox unless `SANDBOX=1`. */
export async function runServer(): Promise<void> {
  const wanted = parseEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL?.trim() || later });
  const played = wanted.sandbox ? unconfiguredProviders() : [];
  const folder = wanted.databaseUrl === later || played.length > 0 ? await openDataFolder() : null;
  await refuseBusyPort();
  await migrateDatabase(await openDatabase(folder));
  if (folder) {
    const plan = { folder: folder.path, appUrl: wanted.appUrl, wanted: played, homes: demoHomes };
    Object.assign(process.env, allSettings(await startSandboxes(plan)));
  }
  await startProduct("production");
  const { appUrl, host, port, runWeb, runWorker } = settings();
  log.info({ appUrl, host, port, web: runWeb, worker: runWorker }, "Almanac is ready");
  announce({ appUrl });
}

/** Brings the schema of the configured (or built-in) database up to date and ends. */
export async function runMigrate(): Promise<void> {
  checkSettings(process.env);
  const folder = process.env.DATABASE_URL?.trim() ? null : await openDataFolder();
  await migrateDatabase(await openDatabase(folder));
  await shutdown(0);
}
