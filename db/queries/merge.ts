import { sql } from "drizzle-orm";
import type { KeptAssociation } from "@/lib/domain/records/merge";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { associations } from "../schema/records";
import { insertRows } from "./rows";

/** Two contacts by their ids: `into` stays, `from` goes. */
export type MergePair = { from: string; into: string };

/**
 * While a page of changes is applied no contacts are merged, and while contacts are merged no page is applied: a page that
 * has read who is who writes it down before one of them is gone. Taken before any row is, so that nobody waits in a circle.
 */
export async function holdContacts(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${lockName(accountId)}, 0))`);
}

/** Waits for the pages that are being applied, and keeps others waiting until this transaction ends. */
export async function holdMerging(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lockName(accountId)}, 0))`);
}

const lockName = (accountId: string): string => `${accountId}:contacts`;

/** Every record that shares an activity with the contact that goes: its cards name that contact. */
export async function listSharedTimelines(tx: Tx, accountId: string, { from }: MergePair): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct beside.record_id as id
    from activity_records own
    join activity_records beside on beside.account_id = own.account_id and beside.activity_id = own.activity_id
    where own.account_id = ${accountId} and own.record_id = ${from}`);
  return rows.map(({ id }) => id);
}

/**
 * Moves everything logged to the contact that stays, once where both were on it. A pin moves along where the one that stays
 * has none.
 */
export async function moveTimelines(tx: Tx, accountId: string, { from, into }: MergePair): Promise<void> {
  const hasPin = sql`exists (
    select from activity_records p where p.account_id = ${accountId} and p.record_id = ${into} and p.pinned_at is not null)`;
  await tx.execute(sql`
    update activity_records stays set pinned_at = goes.pinned_at
    from activity_records goes
    where stays.account_id = ${accountId} and stays.record_id = ${into}
      and goes.account_id = stays.account_id and goes.record_id = ${from}
      and goes.activity_id = stays.activity_id and goes.pinned_at is not null and not ${hasPin}`);
  await tx.execute(sql`
    update activity_records goes
    set record_id = ${into}, pinned_at = case when ${hasPin} then null else goes.pinned_at end
    where goes.account_id = ${accountId} and goes.record_id = ${from}
      and not exists (
        select from activity_records stays where stays.account_id = goes.account_id
          and stays.record_id = ${into} and stays.activity_id = goes.activity_id)`);
}

/** Guests who were the contact that goes are the one that stays; so are the finds of a back-fill that is being counted. */
export async function moveGuests(tx: Tx, accountId: string, { from, into }: MergePair): Promise<void> {
  await tx.execute(sql`
    update attendees set contact_id = ${into} where account_id = ${accountId} and contact_id = ${from}`);
  await tx.execute(sql`
    insert into back_fill_matches (account_id, back_fill_id, event_id, contact_id)
    select account_id, back_fill_id, event_id, ${into} from back_fill_matches
    where account_id = ${accountId} and contact_id = ${from}
    on conflict do nothing`);
  await tx.execute(sql`
    delete from back_fill_matches where account_id = ${accountId} and contact_id = ${from}`);
}

/** Writes both directions of what comes from the contact that goes. */
export async function addAssociations(
  tx: Tx,
  accountId: string,
  into: string,
  added: readonly KeptAssociation[],
  now: Instant,
): Promise<void> {
  const rows = added.flatMap(({ kind, id, primary }) => [
    { accountId, fromId: into, toKind: kind, toId: id, isPrimary: primary, createdAt: now },
    { accountId, fromId: id, toKind: "contact" as const, toId: into, isPrimary: false, createdAt: now },
  ]);
  await insertRows(tx, associations, rows, sql`on conflict do nothing`);
}

/** The create date of a merged contact is the earlier one. */
export async function setCreatedAt(
  tx: Tx,
  accountId: string,
  recordId: string,
  createdAt: Instant,
): Promise<void> {
  await tx.execute(sql`
    update records set created_at = ${createdAt}::timestamptz where account_id = ${accountId} and id = ${recordId}`);
}
