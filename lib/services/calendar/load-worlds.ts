import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { loadMatchWorld } from "@/db/queries/match-world";
import { loadSyncRules } from "@/db/queries/sync-rules";
import { type AdmissionWorld, participants } from "@/lib/domain/calendar/admission";
import type { CalendarChange } from "@/lib/domain/calendar/event";
import { canonicalAddress } from "@/lib/domain/records/match";
import type { Ctx } from "../context";

/** What the rules need to know to judge each of these changes: of all people, only those who are in it. */
export async function loadWorlds(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  changes: readonly CalendarChange[],
): Promise<(change: CalendarChange) => AdmissionWorld> {
  const all = await loadMatchWorld(tx, ctx.accountId, [...new Set(changes.flatMap(peopleOf))]);
  const rules = await loadSyncRules(tx, ctx.accountId, connection.userId);
  const contacts = byAddress(all.contacts, (contact) => contact.email);
  const users = byAddress(all.userEmails, (email) => email);
  return (change) => {
    const present = [...new Set(peopleOf(change).map(canonicalAddress))];
    return {
      activeSince: connection.activeSince,
      allDayEvents: rules.allDayEvents,
      groupAddresses: rules.groupAddresses,
      people: {
        ...all,
        contacts: present.flatMap((address) => contacts.get(address) ?? []),
        userEmails: present.flatMap((address) => users.get(address) ?? []),
      },
    };
  };
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
