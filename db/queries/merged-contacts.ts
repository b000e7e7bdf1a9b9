import { and, eq, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { contacts, mergedContacts, records } from "../schema/records";

/** A contact that is no more, and the one it became. */
export type MergedContact = { id: string; name: string; into: { id: string; name: string } };

/** Those of these contacts that were merged into another one. */
export async function listMerged(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<MergedContact[]> {
  if (ids.length === 0) return [];
  return tx
    .select({
      id: mergedContacts.id,
      name: mergedContacts.name,
      into: { id: records.id, name: records.name },
    })
    .from(mergedContacts)
    .innerJoin(
      records,
      and(eq(records.accountId, mergedContacts.accountId), eq(records.id, mergedContacts.intoId)),
    )
    .where(and(eq(mergedContacts.accountId, accountId), inArray(mergedContacts.id, [...ids])));
}

/** Remembers a merge. What was merged into the contact that goes belongs to the one that stays from now on. */
export async function rememberMerge(
  tx: Tx,
  accountId: string,
  merged: { id: string; intoId: string; name: string; email: string | null; by: string | null; at: Instant },
): Promise<void> {
  const { id, intoId, name, email, by, at } = merged;
  await tx
    .update(mergedContacts)
    .set({ intoId })
    .where(and(eq(mergedContacts.accountId, accountId), eq(mergedContacts.intoId, id)));
  await tx.insert(mergedContacts).values({ accountId, id, intoId, name, email, mergedAt: at, mergedBy: by });
}

/** The addresses a contact had before it was merged, the latest first; not the one it goes by. */
export async function listAdditionalEmails(tx: Tx, accountId: string, contactId: string): Promise<string[]> {
  const rows = await tx
    .select({ email: mergedContacts.email })
    .from(mergedContacts)
    .innerJoin(
      contacts,
      and(eq(contacts.accountId, mergedContacts.accountId), eq(contacts.id, mergedContacts.intoId)),
    )
    .where(
      and(
        eq(mergedContacts.accountId, accountId),
        eq(mergedContacts.intoId, contactId),
        isNotNull(mergedContacts.email),
        or(isNull(contacts.email), ne(contacts.email, mergedContacts.email)),
      ),
    )
    .orderBy(mergedContacts.mergedAt);
  return [...new Set(rows.flatMap(({ email }) => email ?? []))].reverse();
}
