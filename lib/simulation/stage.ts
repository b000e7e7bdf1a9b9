import { sql } from "drizzle-orm";
import { symbols } from "pino";
import postgres, { type Sql } from "postgres";
import { inAccount } from "@/db/client";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { log } from "@/lib/log";
import { startGoogleSandbox } from "@/lib/sandbox/google/server";
import { CLIENT as GOOGLE_CLIENT } from "@/lib/sandbox/google/testing/sandbox";
import { startMicrosoftSandbox } from "@/lib/sandbox/microsoft/server";
import { CLIENT as MICROSOFT_CLIENT } from "@/lib/sandbox/microsoft/testing/sandbox";
import { database } from "@/lib/services/wiring";
import { Clock } from "./clock";
import { type Desk, googleDesk, microsoftDesk } from "./desk";
import { people } from "./people";
import { PostBox } from "./post-box";

const POOL_SIZE = 12;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What all histories of a process share: one database, both sandboxes over HTTP, and one clock for all of them. */
export type Stage = {
  clock: Clock;
  desks: Record<ProviderName, Desk>;
  postBox: PostBox;
  /** The database as its owner sees it, for the oracle's looks and for cutting connections. */
  owner: Sql;
  /** Every line the product has logged since the history began. */
  log: string[];
  /** A query for every row of every table that holds a marker of what is private, as text. */
  everyRow: string;
  close(): Promise<void>;
};

/** Opens the stage on a migrated database of its own. Settings are set before anything of the product reads them. */
export async function openStage(databaseUrl: string): Promise<Stage> {
  const clock = new Clock();
  const restoreTime = clock.install();
  const postBox = new PostBox();
  const appUrl = await postBox.open();
  const shared = { port: 0, people, now: clock.now };
  const google = await startGoogleSandbox({ ...shared, ...GOOGLE_CLIENT });
  const microsoft = await startMicrosoftSandbox({ ...shared, ...MICROSOFT_CLIENT });
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    APP_SECRET: "a-secret-for-histories-that-is-long-enough",
    APP_URL: appUrl,
    LOG_LEVEL: "silent",
    GOOGLE_BASE_URL: google.origin,
    GOOGLE_CLIENT_ID: GOOGLE_CLIENT.clientId,
    GOOGLE_CLIENT_SECRET: GOOGLE_CLIENT.clientSecret,
    MICROSOFT_BASE_URL: microsoft.origin,
    MICROSOFT_CLIENT_ID: MICROSOFT_CLIENT.clientId,
    MICROSOFT_CLIENT_SECRET: MICROSOFT_CLIENT.clientSecret,
  });
  // The driver asks for its types with a connection's first query, where a cut would end the process.
  await healPool();
  const owner = postgres(databaseUrl, { max: 2, onnotice: () => undefined });
  return {
    clock,
    desks: { google: googleDesk(google.origin), microsoft: microsoftDesk(microsoft.origin) },
    postBox,
    owner,
    log: keepLog(),
    everyRow: await queryForSecrets(owner),
    async close() {
      await google.close();
      await microsoft.close();
      await postBox.close();
      await owner.end({ timeout: 5 });
      await database().$client.end({ timeout: 5 });
      restoreTime();
    },
  };
}

/** Has the product's log lines kept instead of written, at the finest level. */
function keepLog(): string[] {
  const lines: string[] = [];
  Reflect.set(log, symbols.streamSym, { write: (line: string) => void lines.push(line) });
  log.level = "trace";
  return lines;
}

/** One query over all columns of all tables there are, the queue's own among them. */
async function queryForSecrets(owner: Sql): Promise<string> {
  const tables = await owner<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const searches = tables.map(
    ({ schema, name }) =>
      `select '${schema}.${name}' as place, r::text as text from "${schema}"."${name}" r where r::text like '%Secret%'`,
  );
  return searches.join(" union all ");
}

/** Ends every connection the product has to its database, in the middle of whatever they do. */
export async function cutConnections({ owner }: Stage): Promise<void> {
  await owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'almanac' and datname = current_database()`;
}

/** Waits until each connection of the product's pool stands: it finds out only one by one that its own are gone. */
export async function healPool(): Promise<void> {
  const look = () => inAccount(database(), NOBODY, (tx) => tx.execute(sql`select 1`));
  for (let round = 0; round < 2; round += 1)
    await Promise.allSettled(Array.from({ length: POOL_SIZE }, look));
}
