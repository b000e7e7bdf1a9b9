import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { calendarConnections } from "../schema/calendars";
import { eventCopies as table } from "../schema/sync";

/** Live copies of a meeting on other calendars that are connected now (RULES I11). */
export function listOtherCopies(
  tx: Tx,
  accountId: string,
  connectionId: string,
  meetingId: string,
): Promise<{ organizerSelf: boolean; isPrivate: boolean }[]> {
  return tx
    .select({ organizerSelf: table.organizerSelf, isPrivate: table.isPrivate })
    .from(table)
    .innerJoin(
      calendarConnections,
      and(
        eq(calendarConnections.accountId, table.accountId),
        eq(calendarConnections.id, table.connectionId),
        isNull(calendarConnections.disconnectedAt),
      ),
    )
    .where(
      and(
        eq(table.accountId, accountId),
        eq(table.meetingId, meetingId),
        ne(table.connectionId, connectionId),
        eq(table.cancelled, false),
      ),
    );
}

/**
 * Whether another calendar that is connected now holds the organiser's own copy of the event, and that one was found to
 * have nobody in it whom a timeline could show.
 */
export async function organiserInvitesNobody(
  tx: Tx,
  accountId: string,
  connectionId: string,
  event: { icalUid: string; occurrence: string },
): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from event_copies c
    join calendar_connections k on k.account_id = c.account_id and k.id = c.connection_id and k.disconnected_at is null
    join sync_decisions d on d.account_id = c.account_id and d.connection_id = c.connection_id and d.event_id = c.event_id
    where c.account_id = ${accountId} and c.ical_uid = ${event.icalUid} and c.occurrence = ${event.occurrence}
      and c.connection_id <> ${connectionId} and c.organizer_self and not c.cancelled and not c.is_private
      and d.rule in ('only-members', 'no-guests', 'no-match')
    limit 1`);
  return rows.length > 0;
}
