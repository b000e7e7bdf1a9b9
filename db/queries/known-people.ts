import { and, eq, sql } from "drizzle-orm";
import { matchGuests } from "@/lib/domain/records/match";
import type { Tx } from "../client";
import { users } from "../schema/accounts";
import type { KnownPeople } from "./guests";
import { loadMatchWorld } from "./match-world";
import { texts } from "./rows";

/** Which guests are contacts or users of the account. Members of the organisation are never contacts here (RULES I3). */
export async function loadKnownPeople(
  tx: Tx,
  accountId: string,
  emails: readonly string[],
): Promise<KnownPeople> {
  if (emails.length === 0) return { contactIds: new Map(), userIds: new Map() };
  const world = await loadMatchWorld(tx, accountId, emails);
  const members = await tx
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(eq(users.accountId, accountId), sql`${users.email} = any(${texts(emails)})`));
  return {
    contactIds: new Map(matchGuests(emails, world).map((match) => [match.email, match.contactId])),
    userIds: new Map(members.map((member) => [member.email, member.id])),
  };
}
