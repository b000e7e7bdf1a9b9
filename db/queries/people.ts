import { and, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { PersonChoice } from "@/lib/domain/meetings/inputs";
import type { Tx } from "../client";
import { contacts, records } from "../schema/records";
import { matchesQuery } from "./record-search";

const choice = {
  contactId: records.id,
  name: records.name,
  email: contacts.email,
  detail: contacts.jobTitle,
  timeZone: contacts.timeZone,
};

/** Contacts with an address who contain every word of the query, latest changed first. */
export async function findContactChoices(
  tx: Tx,
  accountId: string,
  query: string,
  limit: number,
): Promise<PersonChoice[]> {
  const rows = await tx
    .select(choice)
    .from(records)
    .innerJoin(contacts, and(eq(contacts.accountId, records.accountId), eq(contacts.id, records.id)))
    .where(
      and(
        eq(records.accountId, accountId),
        eq(records.kind, "contact"),
        isNotNull(contacts.email),
        ...matchesQuery(query),
      ),
    )
    .orderBy(desc(records.updatedAt), records.id)
    .limit(limit);
  return rows.map(toChoice);
}

/** The contacts with these ids who have an address, in no particular order. */
export async function listContactChoices(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<PersonChoice[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select(choice)
    .from(records)
    .innerJoin(contacts, and(eq(contacts.accountId, records.accountId), eq(contacts.id, records.id)))
    .where(and(eq(records.accountId, accountId), inArray(records.id, [...ids]), isNotNull(contacts.email)));
  return rows.map(toChoice);
}

type ChoiceRow = Omit<PersonChoice, "email" | "userId"> & { email: string | null };
const toChoice = (row: ChoiceRow): PersonChoice => ({ ...row, email: row.email ?? "", userId: null });
