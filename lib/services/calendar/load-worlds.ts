import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import type { KnownPeople } from "@/db/queries/guests";
import { peopleIn } from "@/db/queries/known-people";
import { loadMatchWorld } from "@/db/queries/match-world";
import { loadSyncRules } from "@/db/queries/sync-rules";
import { type AdmissionWorld, participants } from "@/lib/domain/calendar/admission";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { canonicalAddress } from "@/lib/domain/records/match";
import type { Ctx } from "../context";

/**
 * `worldOf`: what the rules need to know to judge a change; of all people, only those who are in it. Former addresses count
 * for the contacts its meeting is `held` for, and for nobody else (RULES R7).
 */
export type Worlds = {
  worldOf(change: CalendarChange, held: readonly string[]): AdmissionWorld;
  people: KnownPeople;
};

/** Looks everybody up once: those in the changes, and those in the guest lists that may be written for them. */
export async function loadWorlds(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  { changes, guests }: { changes: readonly CalendarChange[]; guests: readonly string[] },
): Promise<Worlds> {
  const emails = [...new Set([...changes.flatMap(peopleOf), ...guests])];
  const all = await loadMatchWorld(tx, ctx.accountId, emails);
  const rules = await loadSyncRules(tx, ctx.accountId, connection.userId);
  const contacts = byAddress(all.contacts, (contact) => contact.email);
  const former = byAddress(all.former, (contact) => contact.email);
  const users = byAddress(all.userEmails, (email) => email);
  const { domains, deniedDomains } = all;
  const worldOf: Worlds["worldOf"] = (change, held) => {
    const present = [...new Set(peopleOf(change).map(canonicalAddress))];
    return {
      activeSince: connection.activeSince,
      allDayEvents: rules.allDayEvents,
      groupAddresses: rules.groupAddresses,
      people: {
        domains,
        deniedDomains,
        contacts: present.flatMap(
          (address) =>
            contacts.get(address) ?? former.get(address)?.filter(({ id }) => held.includes(id)) ?? [],
        ),
        userEmails: present.flatMap((address) => users.get(address) ?? []),
      },
    };
  };
  return { worldOf, people: peopleIn(all) };
}

const peopleOf = (change: CalendarChange): string[] =>
  change.kind === "gone" ? [] : participants(change.event);

function byAddress<T>(items: readonly T[], emailOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const address = canonicalAddress(emailOf(item));
    groups.set(address, [...(groups.get(address) ?? []), item]);
  }
  return groups;
}
