import { and, eq, sql } from "drizzle-orm";
import { canonicalAddress, type MatchWorld } from "@/lib/domain/records/match";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import { contacts, mergedContacts } from "../schema/records";
import { texts } from "./rows";

/**
 * With everybody who is, or was, a user, and with `former`: addresses of contacts that were merged, and whose they are now.
 * They match nothing; a meeting that is there because of one keeps it (RULES R7).
 */
export type PeopleWorld = MatchWorld & {
  members: readonly { id: string; email: string }[];
  former: readonly { id: string; email: string }[];
};

/** What matching needs to know about these addresses: the contacts and colleagues among them, and the account's domains. */
export async function loadMatchWorld(
  tx: Tx,
  accountId: string,
  emails: readonly string[],
): Promise<PeopleWorld> {
  const spellings = [...new Set(emails.flatMap(spellingsOf))];
  const [domains, people, former, colleagues] = await Promise.all([
    listDomains(tx, accountId),
    spellings.length === 0 ? [] : contactsWith(tx, accountId, spellings),
    spellings.length === 0 ? [] : mergedWith(tx, accountId, spellings),
    spellings.length === 0 ? [] : usersWith(tx, accountId, spellings),
  ]);
  return {
    contacts: people.flatMap(({ id, email }) => (email === null ? [] : { id, email })),
    former: former.flatMap(({ id, email }) => (email === null ? [] : { id, email })),
    userEmails: colleagues.filter(({ left }) => left === null).map(({ email }) => email),
    members: colleagues.map(({ id, email }) => ({ id, email })),
    domains: domains.filter(({ own }) => own).map(({ domain }) => domain),
    deniedDomains: domains.filter(({ own }) => !own).map(({ domain }) => domain),
  };
}

function listDomains(tx: Tx, accountId: string) {
  return tx.execute<{ domain: string; own: boolean }>(sql`
    select domain, true as own from account_domains where account_id = ${accountId}
    union all
    select domain, false from denied_domains where account_id = ${accountId}`);
}

function contactsWith(tx: Tx, accountId: string, spellings: string[]) {
  return tx
    .select({ id: contacts.id, email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.accountId, accountId), sql`${contacts.email} = any(${texts(spellings)})`));
}

function mergedWith(tx: Tx, accountId: string, spellings: string[]) {
  return tx
    .select({ id: mergedContacts.intoId, email: mergedContacts.email })
    .from(mergedContacts)
    .where(
      and(eq(mergedContacts.accountId, accountId), sql`${mergedContacts.email} = any(${texts(spellings)})`),
    );
}

function usersWith(tx: Tx, accountId: string, spellings: string[]) {
  return tx
    .select({ id: users.id, email: users.email, left: users.deactivatedAt })
    .from(users)
    .where(and(eq(users.accountId, accountId), sql`${users.email} = any(${texts(spellings)})`));
}

/** An address as it may be stored: gmail.com also under its older name. */
function spellingsOf(email: string): string[] {
  const address = canonicalAddress(email);
  return [email.trim().toLowerCase(), address, address.replace(/@gmail\.com$/, "@googlemail.com")];
}
