import path from "node:path";
import { migrate } from "@/db/migrate";
import { claimDataFolder, type DataFolder } from "@/lib/cli/data-folder";
import { startEmbeddedPostgres } from "@/lib/cli/embedded-postgres";
import { keepPostgresRunning } from "@/lib/cli/keep-postgres";
import { onShutdown, onShutdownOf } from "@/lib/cli/shutdown";
import { StartError } from "@/lib/cli/start-error";
import { step } from "@/lib/cli/steps";

/** Claims `DATA_DIR` (or `.data`) until the process ends. */
export async function openDataFolder(): Promise<DataFolder> {
  const folder = await claimDataFolder(path.resolve(process.env.DATA_DIR?.trim() || ".data"));
  onShutdown(folder.release);
  return folder;
}

/** The database at `DATABASE_URL`, or else the built-in one, which is started in `folder`; answers with its URL. */
export async function openDatabase(folder: DataFolder | null): Promise<string> {
  const given = process.env.DATABASE_URL?.trim();
  if (given) return given;
  if (!folder) throw new StartError("There is neither DATABASE_URL nor a data folder.");
  const dataDir = path.join(folder.path, "postgres");
  const starting = startEmbeddedPostgres({ dataDir });
  onShutdownOf(starting.then((server) => keepPostgresRunning(server, dataDir)));
  const server = await step(
    "PostgreSQL",
    () => starting,
    (started) => (started.adopted ? "still running from before" : ""),
  );
  process.env.DATABASE_URL = server.url;
  return server.url;
}

/** Brings the schema up to date; a database that cannot be reached is a reason a person can act on. */
export async function migrateDatabase(url: string): Promise<void> {
  await step(
    "Schema",
    () => migrate(url).catch((error: unknown) => Promise.reject(explained(error, url))),
    ({ applied }) => (applied.length === 0 ? "up to date" : `${applied.length} migrations`),
  );
}

const unreachable = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "EHOSTUNREACH",
  "28P01",
  "28000",
  "3D000",
]);

function explained(error: unknown, url: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!unreachable.has(code)) return error;
  const at = new URL(url);
  return new StartError(
    `The database at ${at.host}${at.pathname} cannot be used (${code}): check DATABASE_URL.`,
  );
}
