import { and, eq, sql } from "drizzle-orm";
import type { Loss } from "@/lib/domain/calendar/sweep";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { calendarSweeps, sweepLosses as table } from "../schema/reconciling";
import { textRows, texts } from "./rows";

export type Sweep = { state: "held" | "confirmed" | "kept"; startedAt: Instant; checked: number };

export type StoredLoss = { eventId: string; meetingId: string; how: Loss };

const own = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId));

const ofConnection = (accountId: string, connectionId: string) =>
  and(eq(calendarSweeps.accountId, accountId), eq(calendarSweeps.connectionId, connectionId));

const columns = {
  state: calendarSweeps.state,
  startedAt: calendarSweeps.startedAt,
  checked: calendarSweeps.checked,
};

export async function findSweep(tx: Tx, accountId: string, connectionId: string): Promise<Sweep | null> {
  const [row] = await tx
    .select(columns)
    .from(calendarSweeps)
    .where(ofConnection(accountId, connectionId))
    .limit(1);
  return row ?? null;
}

/** The sweep, held by this transaction: a decision and a running pull take turns. */
export async function lockSweep(tx: Tx, accountId: string, connectionId: string): Promise<Sweep | null> {
  const [row] = await tx
    .select(columns)
    .from(calendarSweeps)
    .where(ofConnection(accountId, connectionId))
    .for("update");
  return row ?? null;
}

/** What was found gone and not acted on. */
export function listLosses(tx: Tx, accountId: string, connectionId: string): Promise<StoredLoss[]> {
  return tx
    .select({ eventId: table.eventId, meetingId: table.meetingId, how: table.how })
    .from(table)
    .where(own(accountId, connectionId))
    .orderBy(table.eventId);
}

/** Holds losses until their person has looked; those that are held already are told anew. */
export async function holdLosses(
  tx: Tx,
  accountId: string,
  connectionId: string,
  held: { startedAt: Instant; checked: number; losses: readonly Omit<StoredLoss, "meetingId">[] },
): Promise<void> {
  const { startedAt, checked, losses } = held;
  const sweep = { state: "held" as const, startedAt, checked, decidedAt: null, decidedBy: null };
  await tx
    .insert(calendarSweeps)
    .values({ accountId, connectionId, ...sweep })
    .onConflictDoUpdate({ target: [calendarSweeps.accountId, calendarSweeps.connectionId], set: sweep });
  await tx.execute(sql`
    insert into sweep_losses (account_id, connection_id, event_id, meeting_id, how)
    select c.account_id, c.connection_id, c.event_id, c.meeting_id, wanted.how
    from ${textRows(losses, ["eventId", "how"])}
    join event_copies c on c.event_id = wanted."eventId"
    where c.account_id = ${accountId} and c.connection_id = ${connectionId} and c.meeting_id is not null
    on conflict (account_id, connection_id, event_id) do update set how = excluded.how, meeting_id = excluded.meeting_id`);
}

/** Takes losses off the list and answers with those that were on it: whoever comes second gets nothing. */
export async function takeLosses(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
): Promise<StoredLoss[]> {
  if (eventIds.length === 0) return [];
  return tx
    .delete(table)
    .where(and(own(accountId, connectionId), sql`${table.eventId} = any(${texts(eventIds)})`))
    .returning({ eventId: table.eventId, meetingId: table.meetingId, how: table.how });
}

/** Takes off what is no question any more: the meeting was cancelled, deleted or frozen, or nothing of a series is to come. */
export async function dropSettledLosses(
  tx: Tx,
  accountId: string,
  connectionId: string,
  now: Instant,
): Promise<void> {
  await tx.execute(sql`
    delete from sweep_losses l
    where l.account_id = ${accountId} and l.connection_id = ${connectionId} and not exists (
      select from event_copies c
      join meetings m on m.account_id = c.account_id and m.id = c.meeting_id
      where c.account_id = l.account_id and c.connection_id = l.connection_id and c.event_id = l.event_id
        and not c.cancelled and m.frozen_at is null and m.cancelled_at is null
        and (not m.repeats or c.series_event_id is not null or (l.how = 'vanished' and not c.organizer_self)
          or exists (select from meetings next where next.account_id = m.account_id
            and next.ical_uid = m.ical_uid and next.start_at > ${now} and next.cancelled_at is null)))`);
}

/** Nothing is left to ask: a question that solved itself is forgotten, one that was answered is kept with the answer. */
export async function closeSweep(
  tx: Tx,
  accountId: string,
  connectionId: string,
  answer: { state: "confirmed" | "kept"; at: Instant; by: string } | null,
): Promise<void> {
  const sweep = ofConnection(accountId, connectionId);
  if (!answer) await tx.delete(calendarSweeps).where(and(sweep, eq(calendarSweeps.state, "held")));
  else
    await tx
      .update(calendarSweeps)
      .set({ state: answer.state, decidedAt: answer.at, decidedBy: answer.by })
      .where(sweep);
}

/** Has everything on the list looked up by the next pull. */
export async function hintLosses(
  tx: Tx,
  accountId: string,
  connectionId: string,
  now: Instant,
): Promise<void> {
  await tx.execute(sql`
    insert into event_hints (account_id, connection_id, event_id, hinted_at)
    select account_id, connection_id, event_id, ${now}::timestamptz from sweep_losses
    where account_id = ${accountId} and connection_id = ${connectionId}
    on conflict (account_id, connection_id, event_id) do update set
      hinted_at = excluded.hinted_at, not_before = null`);
}

/** Whether something on the list waits to be looked up. */
export async function areLossesHinted(tx: Tx, accountId: string, connectionId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from sweep_losses l
    join event_hints h on h.account_id = l.account_id and h.connection_id = l.connection_id and h.event_id = l.event_id
    where l.account_id = ${accountId} and l.connection_id = ${connectionId} limit 1`);
  return rows.length > 0;
}
