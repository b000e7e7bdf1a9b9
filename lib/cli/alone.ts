import path from "node:path";
import { announce } from "@/lib/cli/announce";
import { openDataFolder } from "@/lib/cli/database";
import { startEmbeddedPostgres } from "@/lib/cli/embedded-postgres";
import { startGoogleSandbox } from "@/lib/cli/google-sandbox";
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

/** Runs the Google sandbox alone, for a product at `APP_URL`; prints the settings that make it that product's Google. */
export async function runSandbox(): Promise<void> {
  checkSettings({ APP_URL: process.env.APP_URL, NODE_ENV: "production" });
  const folder = await openDataFolder();
  const appUrl = process.env.APP_URL?.trim() || "http://localhost:3000";
  const sandbox = await startGoogleSandbox(folder.path, appUrl);
  for (const [name, value] of Object.entries(sandbox.settings)) console.log(`${name}=${value}`);
  announce({ origin: sandbox.origin, ...sandbox.settings });
}
