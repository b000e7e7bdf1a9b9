import { asciiDomain } from "../sync-rules/domain-name";
import { domainOf } from "./email-domain";

/** What is known about the addresses of one event: contacts, colleagues, and the account's domains. */
export type MatchWorld = {
  contacts: readonly { id: string; email: string }[];
  userEmails: readonly string[];
  /** The organisation's own, main and connected. */
  domains: readonly string[];
  /** The account's own list of those whose addresses are never logged. */
  deniedDomains: readonly string[];
};

/** The system's own list. Addresses that are never a person's: rooms, shared calendars and their senders (RULES I3, I10). */
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

/**
 * Whether an address belongs to the organisation or to the system, or is at a domain that the account never logs, so that
 * it never makes a meeting a contact's (RULES I3).
 */
export function isInternal(
  email: string,
  world: Pick<MatchWorld, "userEmails" | "domains" | "deniedDomains">,
): boolean {
  const address = canonicalAddress(email);
  const domain = comparableDomain(address);
  if (domain === null || deniedDomains.includes(domain)) return true;
  if ([...world.domains, ...world.deniedDomains].some((listed) => listed.toLowerCase() === domain))
    return true;
  return world.userEmails.some((user) => canonicalAddress(user) === address);
}

/** Lists hold domains in ASCII; an address may spell its own out. */
function comparableDomain(address: string): string | null {
  const domain = domainOf(address);
  return domain !== null && /[^a-z0-9.-]/.test(domain) ? (asciiDomain(domain) ?? domain) : domain;
}

/** Which contact each outside guest is, in the guests' order; guests nobody knows are left out (RULES I1, I2). */
export function matchGuests(
  guests: readonly string[],
  world: MatchWorld,
): { email: string; contactId: string }[] {
  return contactsAmong(guests, world).filter(({ email }) => !isInternal(email, world));
}

/** The same whoever they are: a contact that has become one of us since is still in the meeting. */
export function contactsAmong(
  guests: readonly string[],
  world: Pick<MatchWorld, "contacts">,
): { email: string; contactId: string }[] {
  const contactOf = contactFinder(world.contacts);
  const found = new Map<string, { email: string; contactId: string }>();
  for (const email of guests) {
    const contactId = contactOf(email);
    if (contactId && !found.has(contactId)) found.set(contactId, { email, contactId });
  }
  return [...found.values()];
}

/** Finds whose an address is among these contacts, exactly as it is written before any other spelling of it. */
export function contactFinder(contacts: MatchWorld["contacts"]): (email: string) => string | null {
  const exact = new Map(contacts.map((contact) => [contact.email.toLowerCase(), contact.id]));
  const byAddress = new Map(contacts.map((contact) => [canonicalAddress(contact.email), contact.id]));
  return (email) => exact.get(email.trim().toLowerCase()) ?? byAddress.get(canonicalAddress(email)) ?? null;
}
