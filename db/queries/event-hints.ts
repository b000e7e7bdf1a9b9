import { and, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { eventHints as table } from "../schema/sync";
import type { EventName } from "./other-copies";
import { insertRows, textRows, texts } from "./rows";

export type EventHint = { eventId: string; hintedAt: Instant };

const own = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId));

/** Remembers that an event was named and has to be looked at, at once also where it could not be read before. */
export async function saveHint(
  tx: Tx,
  accountId: string,
  connectionId: string,
  hint: { eventId: string; hintedAt: Instant },
): Promise<void> {
  await tx
    .insert(table)
    .values({ accountId, connectionId, ...hint })
    .onConflictDoUpdate({
      target: [table.accountId, table.connectionId, table.eventId],
      set: { hintedAt: hint.hintedAt, notBefore: null },
    });
}

/** The hints of a calendar that no pull has settled yet and whose time has come, oldest first. */
export function listHints(
  tx: Tx,
  accountId: string,
  connectionId: string,
  { limit, now }: { limit: number; now: Instant },
): Promise<EventHint[]> {
  return tx
    .select({ eventId: table.eventId, hintedAt: table.hintedAt })
    .from(table)
    .where(and(own(accountId, connectionId), or(isNull(table.notBefore), lte(table.notBefore, now))))
    .orderBy(table.hintedAt)
    .limit(limit);
}

/** Those of these events that could not be read when they were last asked for, with how often that was so. */
export async function listSetAside(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<Map<string, number>> {
  if (eventIds.length === 0) return new Map();
  const rows = await tx
    .select({ eventId: table.eventId, failures: table.failures })
    .from(table)
    .where(
      and(
        own(accountId, connectionId),
        gt(table.failures, 0),
        sql`${table.eventId} = any(${texts(eventIds)})`,
      ),
    );
  return new Map(rows.map((row) => [row.eventId, row.failures]));
}

/** An event that cannot be read: how often that was so, now included, and when it is tried again. */
export type SetAside = { eventId: string; failures: number; notBefore: Instant };

/** Keeps events for later that cannot be read now; they stay named until one can be. */
export async function setHintsAside(
  tx: Tx,
  accountId: string,
  connectionId: string,
  events: readonly SetAside[],
  now: Instant,
): Promise<void> {
  await insertRows(
    tx,
    table,
    events.map((event) => ({ accountId, connectionId, hintedAt: now, ...event })),
    sql`on conflict (account_id, connection_id, event_id) do update set
      failures = excluded.failures, not_before = excluded.not_before`,
  );
}

/** Settles hints, but not one that came again after `before`. */
export async function dropHints(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
  before: Instant,
): Promise<void> {
  if (eventIds.length === 0) return;
  await tx
    .delete(table)
    .where(
      and(own(accountId, connectionId), inArray(table.eventId, [...eventIds]), lte(table.hintedAt, before)),
    );
}

/** Events this calendar was named and has not looked at yet, as far as its organiser's copy has nobody in it to show. */
export async function listUnanswered(tx: Tx, accountId: string, connectionId: string): Promise<EventName[]> {
  const rows = await tx.execute<{ ical_uid: string; occurrence: string }>(sql`
    select c.ical_uid, c.occurrence from event_hints h
    join event_copies c on c.account_id = h.account_id and c.connection_id = h.connection_id and c.event_id = h.event_id
    where h.account_id = ${accountId} and h.connection_id = ${connectionId}
      and c.organizer_self and c.invites_nobody and not c.cancelled and not c.is_private and c.ical_uid is not null`);
  return rows.map((row) => ({ icalUid: row.ical_uid, occurrence: row.occurrence }));
}

/**
 * Names these events to other calendars that are connected now and hold a live copy of them, all or the organiser's alone;
 * answers with the calendars that have something to look at.
 */
export async function hintOtherCopies(
  tx: Tx,
  { accountId, connectionId, hintedAt }: { accountId: string; connectionId: string; hintedAt: Instant },
  events: readonly EventName[],
  whose: "everybody's" | "the organiser's",
): Promise<string[]> {
  if (events.length === 0) return [];
  const rows = await tx.execute<{ connection_id: string }>(sql`
    insert into event_hints (account_id, connection_id, event_id, hinted_at)
    select distinct c.account_id, c.connection_id, c.event_id, ${hintedAt}::timestamptz
    from ${textRows(events, ["icalUid", "occurrence"])}
    join event_copies c on c.account_id = ${accountId} and c.ical_uid = wanted."icalUid"
      and c.occurrence = wanted.occurrence
    join calendar_connections k on k.account_id = c.account_id and k.id = c.connection_id and k.disconnected_at is null
    where c.connection_id <> ${connectionId} and not c.cancelled and not c.is_private
      and (c.organizer_self or ${whose === "everybody's"})
    on conflict (account_id, connection_id, event_id) do update set hinted_at = excluded.hinted_at, not_before = null
    returning connection_id`);
  return [...new Set(rows.map((row) => row.connection_id))];
}
