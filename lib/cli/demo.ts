import path from "node:path";
import { announce } from "@/lib/cli/announce";
import { ownSecret } from "@/lib/cli/data-folder";
import { migrateDatabase, openDatabase, openDataFolder } from "@/lib/cli/database";
import { demoPassword, demoUsers } from "@/lib/cli/demo-people";
import { type GoogleSandbox, needsGoogleSandbox, startGoogleSandbox } from "@/lib/cli/google-sandbox";
import { refuseBusyPort, startProduct } from "@/lib/cli/product";
import { seedDemo } from "@/lib/cli/seed";
import { step } from "@/lib/cli/steps";
import { checkSettings, settings } from "@/lib/env";

/**
 * The whole product with nothing configured: own database, demo account, sandboxed Google, web and worker. What is
 * configured (`DATABASE_URL`, `GOOGLE_BASE_URL`, `APP_SECRET`, …) is used instead.
 */
export async function runDemo(mode: "production" | "development"): Promise<void> {
  const started = performance.now();
  checkSettings(process.env);
  const folder = await openDataFolder();
  await refuseBusyPort();
  console.log("\nAlmanac\n");
  process.env.APP_SECRET ||= await ownSecret(folder.path);
  process.env.SANDBOX ||= "1";
  const [databaseUrl, sandbox] = await Promise.all([migratedDatabase(folder), googleSandbox(folder.path)]);
  await step(
    "Demo account",
    () => seedDemo({ url: databaseUrl, now: new Date() }),
    ({ created }) => (created ? "loaded" : "already there"),
  );
  await step("Web and worker", () => startProduct(mode));
  console.log(summary((performance.now() - started) / 1000, folder.path, sandbox));
  announce({ appUrl: settings().appUrl, sandboxUrl: sandbox?.origin ?? null });
}

async function migratedDatabase(folder: Parameters<typeof openDatabase>[0]): Promise<string> {
  const url = await openDatabase(folder);
  await migrateDatabase(url);
  return url;
}

async function googleSandbox(folder: string): Promise<GoogleSandbox | null> {
  if (!needsGoogleSandbox()) return null;
  const appUrl = process.env.APP_URL?.trim() || `http://localhost:${process.env.PORT?.trim() || 3000}`;
  const sandbox = await step("Google sandbox", () => startGoogleSandbox(folder, appUrl));
  Object.assign(process.env, sandbox.settings);
  return sandbox;
}

function summary(seconds: number, folder: string, sandbox: GoogleSandbox | null): string {
  const lines = [
    "",
    `  Almanac is ready (${seconds.toFixed(1)} s):  ${settings().appUrl}`,
    `  Sign in with             ${demoUsers[0].email} / ${demoPassword}`,
    ...(sandbox ? [`  The sandbox's calendars  ${sandbox.origin}`] : []),
    "",
    `  Data is kept in ${path.relative(process.cwd(), folder) || folder}. Stop with Ctrl-C.`,
    "",
  ];
  return lines.join("\n");
}
