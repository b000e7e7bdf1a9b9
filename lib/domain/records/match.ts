import { domainOf } from "./email-domain";

/** What is known about the addresses of one event: contacts, colleagues and the organisation's own domains. */
export type MatchWorld = {
  contacts: readonly { id: string; email: string }[];
  userEmails: readonly string[];
  domains: readonly string[];
};

/** Addresses that are never a person's: rooms, shared calendars and their senders (RULES I3, I10). */
export const deniedDomains: readonly string[] = [
  "resource.calendar.google.com",
  "group.calendar.google.com",
  "group.v.calendar.google.com",
  "import.calendar.google.com",
  "calendar-server.bounces.google.com",
];

/**
 * An address as addresses are compared: trimmed and lower-cased (RULES I2). Google delivers googlemail.com and gmail.com to
 * one mailbox.
 */
export function canonicalAddress(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/@googlemail\.com$/, "@gmail.com");
}

/** Whether an address belongs to the organisation or to the system, so that it never makes a meeting a contact's (RULES I3). */
export function isInternal(email: string, world: Pick<MatchWorld, "userEmails" | "domains">): boolean {
  const address = canonicalAddress(email);
  const domain = domainOf(address);
  if (domain === null || deniedDomains.includes(domain)) return true;
  if (world.domains.some((own) => own.toLowerCase() === domain)) return true;
  return world.userEmails.some((user) => canonicalAddress(user) === address);
}

/** Which contact each outside guest is, in the guests' order; guests nobody knows are left out (RULES I1, I2). */
export function matchGuests(
  guests: readonly string[],
  world: MatchWorld,
): { email: string; contactId: string }[] {
  const exact = new Map(world.contacts.map((contact) => [contact.email.toLowerCase(), contact.id]));
  const byAddress = new Map(world.contacts.map((contact) => [canonicalAddress(contact.email), contact.id]));
  const found = new Map<string, { email: string; contactId: string }>();
  for (const email of guests) {
    const address = canonicalAddress(email);
    const contactId = exact.get(email.trim().toLowerCase()) ?? byAddress.get(address);
    if (contactId && !isInternal(address, world) && !found.has(contactId))
      found.set(contactId, { email, contactId });
  }
  return [...found.values()];
}
