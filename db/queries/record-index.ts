import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { IndexCursor, IndexSort } from "@/lib/domain/records/index-query";
import { indexColumns } from "@/lib/domain/records/properties";
import type { PropertyValues, RecordKind, UserRef } from "@/lib/domain/records/record";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import { records } from "../schema/records";
import { matchesQuery } from "./record-search";
import { detailTable, propertyColumn, toPropertyValues } from "./record-tables";

export type IndexQuery = { kind: RecordKind; query: string; sort: IndexSort; cursor: IndexCursor | null };
export type IndexRow = {
  id: string;
  name: string;
  owner: UserRef | null;
  cells: PropertyValues;
  /** The sort key as a cursor keeps it; null for a row without a value, which stands last in either direction. */
  key: string | null;
};

/** At most `limit` rows from the cursor on, in reading order of the cursor: backwards when it leads to a previous page. */
export async function listIndexRows(
  tx: Tx,
  accountId: string,
  { kind, query, sort, cursor }: IndexQuery,
  limit: number,
): Promise<IndexRow[]> {
  const detail = detailTable(kind);
  const key = sortExpression(kind, sort);
  const rows = await tx
    .select({
      id: records.id,
      name: records.name,
      owner: { id: users.id, name: users.name, email: users.email },
      cells: cellColumns(kind),
      key: keyText(sort, key),
    })
    .from(records)
    .innerJoin(detail, and(eq(detail.accountId, records.accountId), eq(detail.id, records.id)))
    .leftJoin(users, and(eq(users.accountId, records.accountId), eq(users.id, records.ownerId)))
    .where(
      and(
        eq(records.accountId, accountId),
        eq(records.kind, kind),
        ...matchesQuery(query),
        cursor ? beyond(key, sort, cursor) : undefined,
      ),
    )
    .orderBy(...orderOf(key, sort, cursor))
    .limit(limit);
  return rows.map((row) => ({ ...row, cells: toPropertyValues(row.cells) }));
}

/** Where the rows after (or before) the cursor's begin. Rows without a value stand last in both directions. */
function beyond(key: SQL, sort: IndexSort, { key: at, id, toward }: IndexCursor): SQL {
  const forward = toward === "next";
  const ascending = (sort.direction === "asc") === forward;
  const than = sql.raw(ascending ? ">" : "<");
  if (at === null) {
    const rest = sql`(${key} is null and ${records.id} ${than} ${id})`;
    return forward ? rest : sql`(${key} is not null or ${rest})`;
  }
  const value = sql`cast(${at} as ${sql.raw(sqlTypes[sort.type])})`;
  const rest = sql`(${key}, ${records.id}) ${than} (${value}, ${id}::uuid)`;
  return forward && mayLack(sort) ? sql`(${rest} or ${key} is null)` : rest;
}

function orderOf(key: SQL, sort: IndexSort, cursor: IndexCursor | null): SQL[] {
  const forward = cursor?.toward !== "previous";
  const direction = (sort.direction === "asc") === forward ? asc : desc;
  const lacking = forward ? sql`nulls last` : sql`nulls first`;
  return [mayLack(sort) ? sql`${direction(key)} ${lacking}` : direction(key), direction(records.id)];
}

// Every record has these two; an order without a word about nulls can be read off their indexes.
const mayLack = (sort: IndexSort): boolean => sort.name !== "name" && sort.name !== "createdAt";

const sqlTypes: Record<IndexSort["type"], string> = {
  text: "text",
  number: "numeric",
  date: "date",
  moment: "timestamptz",
  rank: "int",
};

function sortExpression(kind: RecordKind, sort: IndexSort): SQL {
  const column = sort.name === "name" ? records.name : propertyColumn(kind, sort.name);
  if (!column) throw new Error(`${kind} has no column ${sort.name}`);
  if (sort.type === "text") return sql`lower(${column})`;
  if (sort.type !== "rank") return sql`${column}`;
  return sql`array_position(array[${sql.join(
    sort.options.map((option) => sql`${option}`),
    sql`, `,
  )}]::text[], ${column})`;
}

function keyText(sort: IndexSort, key: SQL): SQL<string | null> {
  if (sort.type !== "moment") return sql<string | null>`(${key})::text`;
  return sql<string | null>`to_char(${key} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function cellColumns(kind: RecordKind): Record<string, PgColumn> {
  const named = indexColumns[kind].map(({ name }) => [name, propertyColumn(kind, name)] as const);
  return Object.fromEntries(named.filter((pair): pair is [string, PgColumn] => pair[1] !== undefined));
}

const EXACT_UP_TO = 10_000;

/** How many records there are: exact up to 10,000, beyond that the planner's estimate. */
export async function countIndexRows(
  tx: Tx,
  accountId: string,
  { kind, query }: Pick<IndexQuery, "kind" | "query">,
): Promise<number> {
  const which = and(eq(records.accountId, accountId), eq(records.kind, kind), ...matchesQuery(query));
  const [counted] = await tx.execute<{ total: number }>(
    sql`select count(*)::int as total from (select 1 from ${records} where ${which} limit ${EXACT_UP_TO + 1}) counted`,
  );
  const total = counted?.total ?? 0;
  if (total <= EXACT_UP_TO) return total;
  const [plan] = await tx.execute<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    sql`explain (format json) select 1 from ${records} where ${which}`,
  );
  return Math.max(total, plan?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0);
}
