import path from "node:path";
import { announce } from "@/lib/cli/announce";
import { openDataFolder } from "@/lib/cli/database";
import { startEmbeddedPostgres } from "@/lib/cli/embedded-postgres";
import { allSettings, bothProviders, startSandboxes } from "@/lib/cli/sandboxes";
import { onShutdownOf } from "@/lib/cli/shutdown";
import { checkSettings } from "@/lib/env";

/** Runs the built-in PostgreSQL alone, on `DATABASE_PORT` or a free port. */
export async function runDatabase(): Promise<void> {
  const folder = await openDataFolder();
  const port = Number(process.env.DATABASE_PORT?.trim() || 0);
  const starting = startEmbeddedPostgres({ dataDir: path.join(folder.path, "postgres"), port });
  onShutdownOf(starting);
  const server = await starting;
  // One that was taken over from a killed launcher is no child of ours and would not keep us running.
  setInterval(() => undefined, 60_000);
  console.log(server.url);
  announce({ url: server.url, port: server.port });
}

/**
 * Runs both sandboxes alone, for a product at `APP_URL`; prints the settings that make them that product's providers.
 * Everybody has a calendar in both.
 */
export async function runSandbox(): Promise<void> {
  checkSettings({ APP_URL: process.env.APP_URL, NODE_ENV: "production" });
  const folder = await openDataFolder();
  const appUrl = process.env.APP_URL?.trim() || "http://localhost:3000";
  const sandboxes = await startSandboxes({ folder: folder.path, appUrl, wanted: bothProviders });
  const settings = allSettings(sandboxes);
  for (const [name, value] of Object.entries(settings)) console.log(`${name}=${value}`);
  announce({
    origin: sandboxes.google?.origin ?? null,
    microsoftOrigin: sandboxes.microsoft?.origin ?? null,
    ...settings,
  });
}
