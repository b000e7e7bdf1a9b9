import path from "node:path";
import { announce } from "@/lib/cli/announce";
import { ownSecret } from "@/lib/cli/data-folder";
import { migrateDatabase, openDatabase, openDataFolder } from "@/lib/cli/database";
import { demoPassword, demoUsers } from "@/lib/cli/demo-people";
import { refuseBusyPort, startProduct } from "@/lib/cli/product";
import {
  allSettings,
  demoHomes,
  type Sandboxes,
  startSandboxes,
  unconfiguredProviders,
} from "@/lib/cli/sandboxes";
import { seedDemo } from "@/lib/cli/seed";
import { step } from "@/lib/cli/steps";
import { checkSettings, settings } from "@/lib/env";

/**
 * The whole product with nothing configured: own database, demo account, sandboxed providers, web and worker. What is
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
  const [databaseUrl, sandboxes] = await Promise.all([
    migratedDatabase(folder),
    neededSandboxes(folder.path),
  ]);
  await step(
    "Demo account",
    () => seedDemo({ url: databaseUrl, now: new Date() }),
    ({ created }) => (created ? "loaded" : "already there"),
  );
  await step("Web and worker", () => startProduct(mode));
  console.log(summary((performance.now() - started) / 1000, folder.path, sandboxes));
  announce({
    appUrl: settings().appUrl,
    sandboxUrl: sandboxes.google?.origin ?? null,
    microsoftSandboxUrl: sandboxes.microsoft?.origin ?? null,
  });
}

async function migratedDatabase(folder: Parameters<typeof openDatabase>[0]): Promise<string> {
  const url = await openDatabase(folder);
  await migrateDatabase(url);
  return url;
}

async function neededSandboxes(folder: string): Promise<Sandboxes> {
  const wanted = unconfiguredProviders();
  if (wanted.length === 0) return {};
  const appUrl = process.env.APP_URL?.trim() || `http://localhost:${process.env.PORT?.trim() || 3000}`;
  const name = wanted.length === 2 ? "Sandboxes" : "Sandbox";
  const sandboxes = await step(name, () => startSandboxes({ folder, appUrl, wanted, homes: demoHomes }));
  Object.assign(process.env, allSettings(sandboxes));
  return sandboxes;
}

function summary(seconds: number, folder: string, { google, microsoft }: Sandboxes): string {
  const lines = [
    "",
    `  Almanac is ready (${seconds.toFixed(1)} s):  ${settings().appUrl}`,
    `  Sign in with             ${demoUsers[0].email} / ${demoPassword}`,
    ...(google ? [`  Google's calendars       ${google.origin}  (a sandbox)`] : []),
    ...(microsoft ? [`  Outlook's calendars      ${microsoft.origin}  (a sandbox)`] : []),
    "",
    `  Data is kept in ${path.relative(process.cwd(), folder) || folder}. Stop with Ctrl-C.`,
    "",
  ];
  return lines.join("\n");
}
