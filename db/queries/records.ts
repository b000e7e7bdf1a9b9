import { and, asc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { NewRecord } from "@/lib/domain/records/plan-new";
import type { PropertyValues, RecordKind, RecordLink, RecordRef, UserRef } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import { companies, contacts, records } from "../schema/records";
import { detailTable, detailTables, propertyColumns, toPropertyValues } from "./record-tables";

export type FoundRecord = RecordRef & {
  name: string;
  owner: UserRef | null;
  properties: PropertyValues;
  createdAt: Instant;
  updatedAt: Instant;
};

/** One record with all its properties; null when the account has none with this id and kind. */
export async function findRecord(tx: Tx, accountId: string, ref: RecordRef): Promise<FoundRecord | null> {
  const detail = detailTable(ref.kind);
  const [row] = await tx
    .select({
      properties: propertyColumns(ref.kind),
      name: records.name,
      createdAt: records.createdAt,
      updatedAt: records.updatedAt,
      owner: { id: users.id, name: users.name, email: users.email },
    })
    .from(records)
    .innerJoin(detail, and(eq(detail.accountId, records.accountId), eq(detail.id, records.id)))
    .leftJoin(users, and(eq(users.accountId, records.accountId), eq(users.id, records.ownerId)))
    .where(recordIs(accountId, ref));
  if (!row) return null;
  const properties = toPropertyValues(row.properties);
  return { ...ref, ...row, properties };
}

/** Whether the account has a record with this id and kind. */
export async function recordExists(tx: Tx, accountId: string, ref: RecordRef): Promise<boolean> {
  const rows = await tx.select({ id: records.id }).from(records).where(recordIs(accountId, ref));
  return rows.length > 0;
}

/** Holds the records until the transaction ends, always in the same order; answers with those that exist. */
export async function lockRecords(tx: Tx, accountId: string, ids: readonly string[]): Promise<RecordRef[]> {
  if (ids.length === 0) return [];
  return tx
    .select({ kind: records.kind, id: records.id })
    .from(records)
    .where(and(eq(records.accountId, accountId), inArray(records.id, [...ids])))
    .orderBy(asc(records.id))
    .for("update");
}

/** Stores a new record; false when its address or domain is taken, also by someone at this very moment (RULES R6). */
export async function insertRecord(
  tx: Tx,
  accountId: string,
  ref: RecordRef,
  record: NewRecord,
  now: Instant,
): Promise<boolean> {
  const { name, ownerId, details } = record;
  await tx
    .insert(records)
    .values({ accountId, ...ref, name, search: "", ownerId, createdAt: now, updatedAt: now });
  const stored = await tx
    .insert(detailTable(ref.kind))
    .values({ accountId, id: ref.id, ...details })
    .onConflictDoNothing()
    .returning({ id: detailTable(ref.kind).id });
  return stored.length === 1;
}

/** Writes changed columns. Throws a unique violation when the address or domain is taken. */
export async function updateRecord(
  tx: Tx,
  accountId: string,
  ref: RecordRef,
  change: { name: string; ownerId: string | null; details: PropertyValues; now: Instant },
): Promise<void> {
  const { name, ownerId, details, now } = change;
  await tx.update(records).set({ name, ownerId, updatedAt: now }).where(recordIs(accountId, ref));
  const known = getTableColumns(detailTables[ref.kind]);
  const columns = Object.fromEntries(Object.entries(details).filter(([column]) => column in known));
  if (Object.keys(columns).length === 0) return;
  const table = detailTable(ref.kind);
  await tx
    .update(table)
    .set(columns)
    .where(and(eq(table.accountId, accountId), eq(table.id, ref.id)));
}

/** Removes a record with its properties, associations and places on timelines (by foreign key). */
export async function removeRecord(tx: Tx, accountId: string, ref: RecordRef): Promise<void> {
  await tx.delete(records).where(recordIs(accountId, ref));
}

/** The contact with this address or the company with this domain, which a duplicate is pointed to (RULES R6). */
export async function findByKey(
  tx: Tx,
  accountId: string,
  kind: "contact" | "company",
  key: string,
): Promise<Pick<RecordLink, "kind" | "id" | "name"> | null> {
  const unique = kind === "contact" ? contacts.email : companies.domain;
  const [row] = await tx
    .select({ id: records.id, name: records.name })
    .from(records)
    .innerJoin(
      detailTable(kind),
      and(eq(detailTable(kind).accountId, records.accountId), eq(detailTable(kind).id, records.id)),
    )
    .where(and(eq(records.accountId, accountId), eq(unique, sql`lower(${key})`)));
  return row ? { kind, ...row } : null;
}

const recordIs = (accountId: string, { kind, id }: { kind: RecordKind; id: string }) =>
  and(eq(records.accountId, accountId), eq(records.id, id), eq(records.kind, kind));
