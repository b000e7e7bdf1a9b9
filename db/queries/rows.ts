import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Tx } from "../client";

/**
 * Many rows in one statement, however many they are: they travel as one JSON parameter, since a statement takes 65,535
 * parameters at most. All rows carry the same columns; `ending` is the statement's own `on conflict` and `returning`.
 */
export async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
  ending: SQL = sql``,
): Promise<readonly Record<string, unknown>[]> {
  const [first] = rows;
  if (!first) return [];
  const columns = sql.join(columnNames(table, Object.keys(first)), sql`, `);
  return tx.execute(sql`
    insert into ${table} (${columns}) select ${columns} from ${recordset(table, rows)} ${ending}`);
}

/** Sets `fields` of many rows of one account in one statement; each row names itself by `keys`. */
export async function updateRows<T extends PgTable>(
  tx: Tx,
  table: T,
  accountId: string,
  keys: readonly (keyof T["$inferInsert"] & string)[],
  rows: readonly Partial<T["$inferInsert"]>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const fields = Object.keys(first).filter((key) => !(keys as readonly string[]).includes(key));
  const set = columnNames(table, fields).map((name) => sql`${name} = s.${name}`);
  const same = columnNames(table, keys).map((name) => sql`t.${name} = s.${name}`);
  await tx.execute(sql`
    update ${table} t set ${sql.join(set, sql`, `)} from ${recordset(table, rows)} s
    where t.account_id = ${accountId} and ${sql.join(same, sql` and `)}`);
}

/** An array of texts as one parameter. */
export const texts = (values: readonly string[]): SQL => sql`${sql.param(values.map(storable))}::text[]`;

/** Rows of named text fields, to join with: `from ${pairs([{uid, occurrence}])} as wanted(uid, occurrence)`. */
export function textRows(rows: readonly Record<string, string>[], fields: readonly string[]): SQL {
  const typed = fields.map((field) => sql`${sql.identifier(field)} text`);
  return sql`json_to_recordset(${json(rows)}::json) as wanted(${sql.join(typed, sql`, `)})`;
}

function recordset(table: PgTable, rows: readonly Record<string, unknown>[]): SQL {
  const columns: Record<string, { name: string }> = getTableColumns(table);
  const named = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [columns[key]?.name ?? key, value])),
  );
  return sql`json_populate_recordset(null::${sql.identifier(getTableName(table))}, ${json(named)}::json)`;
}

function columnNames(table: PgTable, keys: readonly string[]): SQL[] {
  const columns: Record<string, { name: string }> = getTableColumns(table);
  return keys.map((key) => sql`${sql.identifier(columns[key]?.name ?? key)}`);
}

const json = (value: unknown): string =>
  JSON.stringify(value, (_, field) => (typeof field === "string" ? storable(field) : field));

/** PostgreSQL takes neither NUL nor half a surrogate pair in a text. */
const storable = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();
