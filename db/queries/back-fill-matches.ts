import { and, eq, sql } from "drizzle-orm";
import type { BackFillPerson } from "@/lib/domain/calendar/back-fill";
import type { Tx } from "../client";
import { backFillMatches as matches } from "../schema/reconciling";

// PostgreSQL takes 65,535 parameters, and each row has four.
const ROWS_AT_ONCE = 10_000;

export type Match = { eventId: string; contactId: string };

/** What would be logged, each once however often its page is counted. */
export async function saveMatches(
  tx: Tx,
  accountId: string,
  backFillId: string,
  found: readonly Match[],
): Promise<void> {
  for (let from = 0; from < found.length; from += ROWS_AT_ONCE) {
    const some = found.slice(from, from + ROWS_AT_ONCE);
    await tx
      .insert(matches)
      .values(some.map((match) => ({ accountId, backFillId, ...match })))
      .onConflictDoNothing();
  }
}

export async function forgetMatches(tx: Tx, accountId: string, backFillId: string): Promise<void> {
  await tx.delete(matches).where(and(eq(matches.accountId, accountId), eq(matches.backFillId, backFillId)));
}

/** How many meetings, and how many people, a count has found. */
export async function countMatches(
  tx: Tx,
  accountId: string,
  backFillId: string,
): Promise<{ meetings: number; people: number }> {
  const [row] = await tx
    .select({
      meetings: sql<number>`count(distinct ${matches.eventId})::int`,
      people: sql<number>`count(distinct ${matches.contactId})::int`,
    })
    .from(matches)
    .where(and(eq(matches.accountId, accountId), eq(matches.backFillId, backFillId)));
  return row ?? { meetings: 0, people: 0 };
}

/** The contacts with the most meetings first. One that was deleted meanwhile is left out. */
export async function listMatchedPeople(
  tx: Tx,
  accountId: string,
  backFillId: string,
  atMost: number,
): Promise<BackFillPerson[]> {
  const rows = await tx.execute<{ contact_id: string; name: string; meetings: number }>(sql`
    select m.contact_id, r.name, count(*)::int as meetings
    from back_fill_matches m
    join records r on r.account_id = m.account_id and r.id = m.contact_id
    where m.account_id = ${accountId} and m.back_fill_id = ${backFillId}
    group by m.contact_id, r.name
    order by meetings desc, lower(r.name), m.contact_id
    limit ${atMost}`);
  return rows.map((row) => ({ contactId: row.contact_id, name: row.name, meetings: row.meetings }));
}

/** On which contacts' timelines the meetings of these events are. */
export async function listContactsOf(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Match[]> {
  if (eventIds.length === 0) return [];
  const rows = await tx.execute<{ event_id: string; contact_id: string }>(sql`
    select c.event_id, t.record_id as contact_id
    from event_copies c
    join activity_records t on t.account_id = c.account_id and t.activity_id = c.meeting_id
    join records r on r.account_id = t.account_id and r.id = t.record_id and r.kind = 'contact'
    where c.account_id = ${accountId} and c.connection_id = ${connectionId}
      and c.event_id in ${[...eventIds]}`);
  return rows.map((row) => ({ eventId: row.event_id, contactId: row.contact_id }));
}
