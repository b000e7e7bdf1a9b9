import type { RecordKind } from "@/lib/domain/records/record";
import { type Instant, shift } from "@/lib/domain/time/instant";
import { seedContacts } from "./seed-people";
import { companyId, contactId, dealsOf, domainOfContact, ticketId } from "./seed-records";
import { seedTickets } from "./seed-tickets";
import { demoAccountId as accountId, createdAt, type World } from "./seed-world";

/** Both directions of every association of the demo account. */
export function associationRows(world: World) {
  const pairs: { kinds: [RecordKind, RecordKind]; ids: [string, string]; at: Instant }[] = [];
  const join = (from: [RecordKind, string], to: [RecordKind, string], at: Instant) =>
    pairs.push({ kinds: [from[0], to[0]], ids: [from[1], to[1]], at });
  seedContacts.forEach(({ email }, place) => {
    const at = createdAt(world, place, seedContacts.length);
    join(["contact", contactId(email)], ["company", companyId(domainOfContact(email))], at);
  });
  dealsOf(world).forEach((one, place) => {
    const at = shift(world.now, -(20 + place * 9) * 86_400_000);
    join(["deal", one.id], ["company", companyId(one.domain)], at);
    for (const email of one.contacts) join(["deal", one.id], ["contact", contactId(email)], at);
  });
  for (const one of seedTickets) {
    const at = world.at(-one.openedDaysAgo, "08:00");
    join(["ticket", ticketId(one.name)], ["contact", contactId(one.contact)], at);
    join(["ticket", ticketId(one.name)], ["company", companyId(domainOfContact(one.contact))], at);
  }
  return pairs.flatMap(({ kinds: [a, b], ids: [x, y], at }) => [
    {
      accountId,
      fromId: x,
      toKind: b,
      toId: y,
      isPrimary: a === "contact" && b === "company",
      createdAt: at,
    },
    { accountId, fromId: y, toKind: a, toId: x, isPrimary: false, createdAt: at },
  ]);
}
