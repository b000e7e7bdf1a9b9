import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { RecordKind, RecordRef } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { associations } from "../schema/records";

export type AssociatedRecord = RecordRef & { primary: boolean; createdAt: Instant };

/** What a record is associated with: primary first, then oldest first. */
export async function listAssociations(
  tx: Tx,
  accountId: string,
  recordId: string,
): Promise<AssociatedRecord[]> {
  return tx
    .select({
      kind: associations.toKind,
      id: associations.toId,
      primary: associations.isPrimary,
      createdAt: associations.createdAt,
    })
    .from(associations)
    .where(and(eq(associations.accountId, accountId), eq(associations.fromId, recordId)))
    .orderBy(sql`${associations.isPrimary} desc`, asc(associations.createdAt), asc(associations.toId));
}

/** Writes both directions at once; an association that is there already stays as it is. */
export async function insertAssociation(
  tx: Tx,
  accountId: string,
  pair: readonly [RecordRef, RecordRef],
  now: Instant,
): Promise<void> {
  const [one, other] = pair;
  const row = (from: RecordRef, to: RecordRef) => ({
    accountId,
    fromId: from.id,
    toKind: to.kind,
    toId: to.id,
    createdAt: now,
  });
  await tx
    .insert(associations)
    .values([row(one, other), row(other, one)])
    .onConflictDoNothing();
}

/** Removes both directions. */
export async function removeAssociation(
  tx: Tx,
  accountId: string,
  pair: readonly [RecordRef, RecordRef],
): Promise<void> {
  const [one, other] = pair;
  const direction = (from: RecordRef, to: RecordRef) =>
    and(eq(associations.fromId, from.id), eq(associations.toId, to.id));
  await tx
    .delete(associations)
    .where(and(eq(associations.accountId, accountId), or(direction(one, other), direction(other, one))));
}

/**
 * Gives each of these contacts that has companies but no primary one its oldest company as primary. The caller holds the
 * contacts' records, so that two companies added at once do not both become primary.
 */
export async function promotePrimaryCompany(
  tx: Tx,
  accountId: string,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.execute(sql`
    with oldest as (
      select distinct on (from_id) from_id, to_id from associations
      where account_id = ${accountId} and to_kind = 'company'
        and from_id in (select json_array_elements_text(${JSON.stringify(contactIds)}::json)::uuid)
      order by from_id, is_primary desc, created_at, to_id)
    update associations a set is_primary = true from oldest
    where a.account_id = ${accountId} and a.from_id = oldest.from_id and a.to_id = oldest.to_id
      and a.to_kind = 'company' and not a.is_primary`);
}

/** Ids of the records of one kind that are associated with any of `ids`. */
export async function listAssociatedIds(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  kind: RecordKind,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: associations.toId })
    .from(associations)
    .where(
      and(
        eq(associations.accountId, accountId),
        inArray(associations.fromId, [...ids]),
        eq(associations.toKind, kind),
      ),
    );
  return rows.map((row) => row.id);
}

/** Companies whose domain this is (at most one, by index), or contacts with an address at it. */
export async function listByDomain(
  tx: Tx,
  accountId: string,
  kind: "contact" | "company",
  domain: string,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(
    kind === "company"
      ? sql`select id from companies where account_id = ${accountId} and domain = ${domain}`
      : sql`select id from contacts where account_id = ${accountId} and split_part(email, '@', 2) = ${domain}`,
  );
  return rows.map((row) => row.id);
}
