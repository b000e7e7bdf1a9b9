import { sql } from "drizzle-orm";
import type { LogResult } from "@/lib/domain/calendar/sync-log";
import type { Tx } from "../client";

/** What is known of one decision, held until the transaction ends, so that two presses of a button come one by one. */
export async function holdDecision(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventId: string,
): Promise<{ result: LogResult; strangers: string[] } | null> {
  const [row] = await tx.execute<{ result: LogResult; strangers: string[] }>(sql`
    select result, strangers from sync_decisions
    where account_id = ${accountId} and connection_id = ${connectionId} and event_id = ${eventId}
    for update`);
  return row ? { result: row.result, strangers: row.strangers } : null;
}

/** The event and, where it is part of a series, its kin that matched nobody while this very person takes part in them. */
export async function listUnmatchedKin(
  tx: Tx,
  accountId: string,
  connectionId: string,
  { eventId, email }: { eventId: string; email: string },
): Promise<string[]> {
  const rows = await tx.execute<{ event_id: string }>(sql`
    with own as (
      select coalesce(series_event_id, event_id) as series from event_copies
      where account_id = ${accountId} and connection_id = ${connectionId} and event_id = ${eventId}
    )
    select d.event_id from own
    join event_copies c on c.account_id = ${accountId} and c.connection_id = ${connectionId}
      and (c.event_id = own.series or c.series_event_id = own.series)
    join sync_decisions d on d.account_id = c.account_id and d.connection_id = c.connection_id
      and d.event_id = c.event_id
    where d.result = 'no-match' and not c.cancelled and ${email} = any(d.strangers)`);
  return [...new Set([eventId, ...rows.map((row) => row.event_id)])];
}

/** Which of these events matched nobody by the last word on them, though one of their people is a contact by now. */
export async function listOutrun(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx.execute<{ event_id: string }>(sql`
    select d.event_id from sync_decisions d
    where d.account_id = ${accountId} and d.connection_id = ${connectionId} and d.result = 'no-match'
      and d.event_id in (select json_array_elements_text(${JSON.stringify(eventIds)}::json))
      and exists (
        select from contacts c where c.account_id = d.account_id and c.email = any(d.strangers)
      )`);
  return new Set(rows.map((row) => row.event_id));
}
