import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { CalendarPreferences, ListedRule, OwnDomain } from "@/lib/domain/sync-rules/sync-rules";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { accountDomains, users } from "../schema/accounts";
import { calendarConnections } from "../schema/calendars";
import { calendarPreferences, deniedDomains, groupAddresses } from "../schema/sync-rules";

export type LoadedSyncRules = CalendarPreferences & { groupAddresses: string[]; deniedDomains: string[] };

/** What the account's lists and this person's switches say of events, in one round trip. */
export async function loadSyncRules(tx: Tx, accountId: string, userId: string): Promise<LoadedSyncRules> {
  const [row] = await tx.execute<{
    all_day_events: boolean | null;
    every_occurrence: boolean | null;
    group_addresses: string[];
    denied_domains: string[];
  }>(sql`
    select p.all_day_events, p.every_occurrence,
      array(select email from group_addresses where account_id = ${accountId} order by email) as group_addresses,
      array(select domain from denied_domains where account_id = ${accountId} order by domain) as denied_domains
    from (select) as one
    left join calendar_preferences p on p.account_id = ${accountId} and p.user_id = ${userId}`);
  return {
    allDayEvents: row?.all_day_events ?? false,
    everyOccurrence: row?.every_occurrence ?? false,
    groupAddresses: row?.group_addresses ?? [],
    deniedDomains: row?.denied_domains ?? [],
  };
}

/** A person added it just now. */
export type NewRule = { value: string; addedBy: string; addedAt: Instant };

/** The organisation's domains, the main one first. */
export function listOwnDomains(tx: Tx, accountId: string): Promise<OwnDomain[]> {
  const table = accountDomains;
  return tx
    .select({ value: table.domain, kind: table.kind, addedBy: users.name, addedAt: table.addedAt })
    .from(table)
    .leftJoin(users, and(eq(users.accountId, table.accountId), eq(users.id, table.addedBy)))
    .where(eq(table.accountId, accountId))
    .orderBy(desc(table.kind), asc(table.domain));
}

/** Answers false when it is listed already, in this or the next two. */
export async function addOwnDomain(tx: Tx, accountId: string, rule: NewRule): Promise<boolean> {
  const { value: domain, ...by } = rule;
  const row = { accountId, domain, kind: "connected" as const, ...by };
  return wrote(
    await tx
      .insert(accountDomains)
      .values(row)
      .onConflictDoNothing()
      .returning({ domain: accountDomains.domain }),
  );
}

/** Takes a connected domain off; false when there is no such one. The main domain stays. */
export async function removeConnectedDomain(tx: Tx, accountId: string, domain: string): Promise<boolean> {
  const table = accountDomains;
  const own = and(eq(table.accountId, accountId), eq(table.domain, domain), eq(table.kind, "connected"));
  return wrote(await tx.delete(table).where(own).returning({ domain: table.domain }));
}

export function listDeniedDomains(tx: Tx, accountId: string): Promise<ListedRule[]> {
  const table = deniedDomains;
  return tx
    .select({ value: table.domain, addedBy: users.name, addedAt: table.addedAt })
    .from(table)
    .leftJoin(users, and(eq(users.accountId, table.accountId), eq(users.id, table.addedBy)))
    .where(eq(table.accountId, accountId))
    .orderBy(asc(table.domain));
}

export async function addDeniedDomain(tx: Tx, accountId: string, rule: NewRule): Promise<boolean> {
  const { value: domain, ...by } = rule;
  const row = { accountId, domain, ...by };
  return wrote(
    await tx
      .insert(deniedDomains)
      .values(row)
      .onConflictDoNothing()
      .returning({ domain: deniedDomains.domain }),
  );
}

export async function removeDeniedDomain(tx: Tx, accountId: string, domain: string): Promise<boolean> {
  const table = deniedDomains;
  const own = and(eq(table.accountId, accountId), eq(table.domain, domain));
  return wrote(await tx.delete(table).where(own).returning({ domain: table.domain }));
}

export function listGroupAddresses(tx: Tx, accountId: string): Promise<ListedRule[]> {
  const table = groupAddresses;
  return tx
    .select({ value: table.email, addedBy: users.name, addedAt: table.addedAt })
    .from(table)
    .leftJoin(users, and(eq(users.accountId, table.accountId), eq(users.id, table.addedBy)))
    .where(eq(table.accountId, accountId))
    .orderBy(asc(table.email));
}

export async function addGroupAddress(tx: Tx, accountId: string, rule: NewRule): Promise<boolean> {
  const { value: email, ...by } = rule;
  const row = { accountId, email, ...by };
  return wrote(
    await tx
      .insert(groupAddresses)
      .values(row)
      .onConflictDoNothing()
      .returning({ email: groupAddresses.email }),
  );
}

export async function removeGroupAddress(tx: Tx, accountId: string, email: string): Promise<boolean> {
  const table = groupAddresses;
  const own = and(eq(table.accountId, accountId), eq(table.email, email));
  return wrote(await tx.delete(table).where(own).returning({ email: table.email }));
}

/** Sets one person's switches; false when they stood like that already. */
export async function savePreferences(
  tx: Tx,
  accountId: string,
  userId: string,
  change: Partial<CalendarPreferences>,
  changedAt: Instant,
): Promise<boolean> {
  const table = calendarPreferences;
  const { allDayEvents, everyOccurrence } = await loadSyncRules(tx, accountId, userId);
  const before = { allDayEvents, everyOccurrence };
  const after = { ...before, ...change };
  if (after.allDayEvents === before.allDayEvents && after.everyOccurrence === before.everyOccurrence)
    return false;
  await tx
    .insert(table)
    .values({ accountId, userId, ...change, changedAt })
    .onConflictDoUpdate({ target: [table.accountId, table.userId], set: { ...change, changedAt } });
  return true;
}

/** From when on occurrences are logged when they take place; null ends it, in every calendar of the person (RULES N5). */
export async function startOccurrences(
  tx: Tx,
  accountId: string,
  userId: string,
  from: Instant | null,
): Promise<void> {
  const table = calendarConnections;
  await tx
    .update(table)
    .set({ occurrencesUntil: from })
    .where(and(eq(table.accountId, accountId), eq(table.userId, userId)));
}

const wrote = (rows: readonly unknown[]): boolean => rows.length > 0;
