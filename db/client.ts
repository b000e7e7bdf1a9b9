import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { survivingLostConnections } from "./lost-connections";

/** A pool. Queries through it see no rows until a transaction names its account: use `inAccount`. */
export type Db = PostgresJsDatabase & { $client: Sql };
export type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/** Opens a pool that works as `almanac_app`, so that row-level security applies whoever owns the database. */
export function openDatabase(url: string, options: { max?: number } = {}): Db {
  const client = postgres(url, {
    max: options.max ?? 12,
    idle_timeout: 60,
    connect_timeout: 5,
    // Every connection of the pool that is cut counts: the driver's own wait would be 20 seconds after a single outage.
    backoff: (cut) => Math.min(1, 0.02 * 2 ** cut),
    connection: { role: "almanac_app", application_name: "almanac" } as Record<string, string>,
    onnotice: () => undefined,
  });
  return drizzle(survivingLostConnections(client));
}

/** One transaction that sees `accountId`'s rows and nobody else's. Rolled back when `work` throws. */
export function inAccount<T>(db: Db, accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.account_id', ${accountId}, true)`);
    return work(tx);
  });
}
