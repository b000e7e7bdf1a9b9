import { announce } from "@/lib/cli/announce";
import { migrateDatabase, openDatabase, openDataFolder } from "@/lib/cli/database";
import { needsGoogleSandbox, startGoogleSandbox } from "@/lib/cli/google-sandbox";
import { refuseBusyPort, startProduct } from "@/lib/cli/product";
import { shutdown } from "@/lib/cli/shutdown";
import { checkSettings, parseEnv, settings } from "@/lib/env";
import { log } from "@/lib/log";

// Stands in for the built-in database's URL, which is known only once it runs.
const later = "postgres://built-in.invalid/almanac";

/** The production server: real settings, no demo data, and no sandbox unless `SANDBOX=1`. */
export async function runServer(): Promise<void> {
  const wanted = parseEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL?.trim() || later });
  const usesSandbox = wanted.sandbox && needsGoogleSandbox();
  const folder = wanted.databaseUrl === later || usesSandbox ? await openDataFolder() : null;
  await refuseBusyPort();
  await migrateDatabase(await openDatabase(folder));
  if (usesSandbox && folder) {
    Object.assign(process.env, (await startGoogleSandbox(folder.path, wanted.appUrl)).settings);
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
