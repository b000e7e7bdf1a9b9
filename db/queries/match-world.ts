import { and, eq, inArray, isNull } from "drizzle-orm";
import { canonicalAddress, type MatchWorld } from "@/lib/domain/records/match";
import type { Tx } from "../client";
import { accountDomains, users } from "../schema/accounts";
import { contacts } from "../schema/records";

/** What matching needs to know about these addresses: the contacts and colleagues among them, and our own domains. */
export async function loadMatchWorld(
  tx: Tx,
  accountId: string,
  emails: readonly string[],
): Promise<MatchWorld> {
  const spellings = [...new Set(emails.flatMap(spellingsOf))];
  const [domains, people, colleagues] = await Promise.all([
    tx
      .select({ domain: accountDomains.domain })
      .from(accountDomains)
      .where(eq(accountDomains.accountId, accountId)),
    spellings.length === 0 ? [] : contactsWith(tx, accountId, spellings),
    spellings.length === 0 ? [] : usersWith(tx, accountId, spellings),
  ]);
  return {
    contacts: people.flatMap(({ id, email }) => (email === null ? [] : { id, email })),
    userEmails: colleagues.map(({ email }) => email),
    domains: domains.map(({ domain }) => domain),
  };
}

function contactsWith(tx: Tx, accountId: string, spellings: string[]) {
  return tx
    .select({ id: contacts.id, email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.accountId, accountId), inArray(contacts.email, spellings)));
}

function usersWith(tx: Tx, accountId: string, spellings: string[]) {
  return tx
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.accountId, accountId), inArray(users.email, spellings), isNull(users.deactivatedAt)));
}

/** An address as it may be stored: gmail.com also under its older name. */
function spellingsOf(email: string): string[] {
  const address = canonicalAddress(email);
  return [email.trim().toLowerCase(), address, address.replace(/@gmail\.com$/, "@googlemail.com")];
}
