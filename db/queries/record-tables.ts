import { getTableColumns } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { properties } from "@/lib/domain/records/properties";
import type { PropertyValue, PropertyValues, RecordKind } from "@/lib/domain/records/record";
import { deals, tickets } from "../schema/pipelines";
import { companies, contacts, records } from "../schema/records";

/** The table that holds a kind's own properties. */
export const detailTables = { contact: contacts, company: companies, deal: deals, ticket: tickets } as const;

/** Drizzle types each table on its own; for statements that read alike for all four this is their shared shape. */
export const detailTable = (kind: RecordKind): typeof contacts => detailTables[kind] as typeof contacts;

const shared: Record<string, PgColumn> = {
  name: records.name,
  ownerId: records.ownerId,
  createdAt: records.createdAt,
};

/** The column behind a property's name; undefined for a name the kind does not have. */
export function propertyColumn(kind: RecordKind, name: string): PgColumn | undefined {
  if (!properties[kind].some((property) => property.name === name)) return undefined;
  const own: Record<string, PgColumn> = getTableColumns(detailTables[kind]);
  return (kind === "contact" && name === "name" ? undefined : shared[name]) ?? own[name];
}

/** The named columns of all of a kind's properties, for a select over `records` joined with the kind's own table. */
export function propertyColumns(kind: RecordKind): Record<string, PgColumn> {
  const named = properties[kind].map(({ name }) => [name, propertyColumn(kind, name)] as const);
  return Object.fromEntries(named.filter((pair): pair is [string, PgColumn] => pair[1] !== undefined));
}

/** Columns of properties are texts and numbers by schema; anything else counts as absent. */
export function toPropertyValues(row: Record<string, unknown>): PropertyValues {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toPropertyValue(value)]));
}

const toPropertyValue = (value: unknown): PropertyValue =>
  typeof value === "string" || typeof value === "number" ? value : null;
