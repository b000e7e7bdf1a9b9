import { and, eq, isNull, sql } from "drizzle-orm";
import { canonicalAddress, type MatchWorld } from "@/lib/domain/records/match";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import { contacts } from "../schema/records";
import { texts } from "./rows";

/** What matching needs to know about these addresses: the contacts and colleagues among them, and the account's domains. */
export async function loadMatchWorld(
  tx: Tx,
  accountId: string,
  emails: readonly string[],
): Promise<MatchWorld> {
  const spellings = [...new Set(emails.flatMap(spellingsOf))];
  const [domains, people, colleagues] = await Promise.all([
    listDomains(tx, accountId),
    spellings.length === 0 ? [] : contactsWith(tx, accountId, spellings),
    spellings.length === 0 ? [] : usersWith(tx, accountId, spellings),
  ]);
  return {
    contacts: people.flatMap(({ id, email }) => (email === null ? [] : { id, email })),
    userEmails: colleagues.map(({ email }) => email),
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

function usersWith(tx: Tx, accountId: string, spellings: string[]) {
  return tx
    .select({ email: users.email })
    .from(users)
    .where(
      and(
        eq(users.accountId, accountId),
        sql`${users.email} = any(${texts(spellings)})`,
        isNull(users.deactivatedAt),
      ),
    );
}

/** An address as it may be stored: gmail.com also under its older name. */
function spellingsOf(email: string): string[] {
  const address = canonicalAddress(email);
  return [email.trim().toLowerCase(), address, address.replace(/@gmail\.com$/, "@googlemail.com")];
}
