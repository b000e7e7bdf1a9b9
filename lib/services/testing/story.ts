import type { Tx } from "@/db/client";
import { accountDomains, accounts, users } from "@/db/schema/accounts";
import { contacts, records } from "@/db/schema/records";
import { newId } from "@/lib/crypto";
import type { Role, SessionUser } from "@/lib/domain/accounts/user";
import type { RecordRef } from "@/lib/domain/records/record";

const at = "2026-01-05T09:00:00.000Z";

export async function insertAccount(tx: Tx, accountId: string, domain: string): Promise<void> {
  await tx.insert(accounts).values({ accountId, name: "Acme", timeZone: "Europe/Berlin", createdAt: at });
  await tx.insert(accountDomains).values({ accountId, domain, kind: "main" });
}

export async function insertUser(
  tx: Tx,
  accountId: string,
  person: { name: string; email: string; role: Role },
): Promise<SessionUser> {
  const user = { id: newId(), accountId, timeZone: "Europe/Berlin", ...person };
  await tx.insert(users).values({ ...user, createdAt: at });
  return user;
}

export async function insertContact(
  tx: Tx,
  accountId: string,
  contact: { firstName: string; email: string },
): Promise<RecordRef> {
  const id = newId();
  const name = contact.firstName;
  await tx.insert(records).values({
    accountId,
    id,
    kind: "contact",
    name,
    search: name.toLowerCase(),
    createdAt: at,
    updatedAt: at,
  });
  await tx.insert(contacts).values({ accountId, id, ...contact });
  return { kind: "contact", id };
}
