import { readFile } from "node:fs/promises";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runDrizzle } from "drizzle-orm/postgres-js/migrator";
import { Logger, runMigrations } from "graphile-worker";
import postgres, { type Sql } from "postgres";
import { z } from "zod";

// Any constant will do, as long as every process of the product asks for the same lock.
const migrationLock = 7_203_391;

/**
 * Brings the database at `url` to the current schema: the job queue's, then ours from `folder`.
 * Safe to call from many processes at once: one migrates, the others wait and find nothing to do.
 * Answers with the names of the migrations it applied.
 */
export async function migrate(
  url: string,
  folder = path.resolve("db/migrations"),
): Promise<{ applied: string[] }> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    const before = await lastApplied(sql);
    // The queue first: our migrations grant the right to add jobs to it.
    await runMigrations({ connectionString: url, logger: quiet });
    await runDrizzle(drizzle(sql), { migrationsFolder: folder });
    const journal = journalShape.parse(
      JSON.parse(await readFile(path.join(folder, "meta/_journal.json"), "utf8")),
    );
    return { applied: journal.entries.filter((entry) => entry.when > before).map((entry) => entry.tag) };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const journalShape = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) });
const quiet = new Logger(() => () => undefined);

/** The moment (in the journal's own counting) of the newest migration the database has; -1 for a new database. */
async function lastApplied(sql: Sql): Promise<number> {
  const [known] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as present`;
  if (!known?.present) return -1;
  const [row] = await sql<
    { at: string | null }[]
  >`select max(created_at) as at from drizzle.__drizzle_migrations`;
  return row?.at == null ? -1 : Number(row.at);
}
