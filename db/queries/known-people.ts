import { canonicalAddress, contactFinder, matchGuests } from "@/lib/domain/records/match";
import type { Tx } from "../client";
import type { KnownPeople } from "./guests";
import { loadMatchWorld, type PeopleWorld } from "./match-world";
import { holdContacts } from "./merge";

/**
 * Who of the guests is known to us, and which contacts they are; nobody of them is merged until the transaction ends. Members
 * of the organisation are never contacts here (RULES I3).
 */
export async function loadKnownPeople(
  tx: Tx,
  accountId: string,
  emails: readonly string[],
): Promise<{ people: KnownPeople; contactIds: string[] }> {
  await holdContacts(tx, accountId);
  const world = await loadMatchWorld(tx, accountId, emails);
  return {
    people: peopleIn(world),
    contactIds: matchGuests(emails, world).map((match) => match.contactId),
  };
}

/** Whose the addresses of a guest list are. */
export function peopleIn({ contacts, former, members }: PeopleWorld): KnownPeople {
  const byEmail = contactFinder(contacts);
  const formerly = (email: string) =>
    former.filter((one) => canonicalAddress(one.email) === canonicalAddress(email)).map(({ id }) => id);
  return {
    contactOf(email, among) {
      const holder = byEmail(email);
      const candidates = holder === null ? formerly(email) : [holder];
      return candidates.find((id) => among.has(id)) ?? null;
    },
    userIds: new Map(members.map((member) => [member.email, member.id])),
  };
}
