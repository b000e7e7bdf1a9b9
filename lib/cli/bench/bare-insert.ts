import type { Sql } from "postgres";
import { timed } from "./figures";

/** What a round of changed events writes, in an order that foreign keys allow. */
const tables = [
  "activities",
  "meetings",
  "attendees",
  "activity_records",
  "event_copies",
  "sync_decisions",
] as const;

const ROWS_AT_ONCE = 1_000;

type Row = Record<string, unknown>;
export type Rows = { table: string; rows: Row[] }[];

/**
 * Keeps PostgreSQL's upkeep away from these tables. It comes when it likes: statistics it takes in the middle of a first
 * transaction say that a table is empty, and then make the bare insert many times slower for a minute.
 */
export async function leaveAlone(owner: Sql): Promise<void> {
  for (const table of tables) await owner`alter table ${owner(table)} set (autovacuum_enabled = off)`;
}

/** Empties the tables a round writes to, and whatever hangs on them. */
export async function emptyTables(owner: Sql): Promise<void> {
  await owner`truncate ${owner(tables)} cascade`;
  // What was written so far goes to disk now, and not while something is measured.
  await owner`checkpoint`;
}

/** Everything in these tables. */
export async function readRows(owner: Sql): Promise<Rows> {
  const all: Rows = [];
  for (const table of tables)
    all.push({ table, rows: [...(await owner<Row[]>`select * from ${owner(table)}`)] });
  return all;
}

/**
 * The least it takes to have these rows: plain multi-row inserts in one transaction into the same tables, with the same keys
 * and indexes. No reading, no rules. In milliseconds.
 */
export function insertRows(owner: Sql, all: Rows): Promise<number> {
  return timed(() =>
    owner.begin(async (tx) => {
      for (const { table, rows } of all)
        for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
          await tx`insert into ${tx(table)} ${tx(rows.slice(from, from + ROWS_AT_ONCE))}`;
    }),
  );
}
