import { sql } from "drizzle-orm";
import type { Decision } from "@/lib/domain/calendar/plan";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { syncDecisions as table } from "../schema/sync";
import { insertRows, texts } from "./rows";

export type NewDecision = Decision & { eventId: string; meetingId: string | null; decidedAt: Instant };

/**
 * What became of events that are missing from a calendar while their meetings stay (RULES N4): they wait for their person's
 * word, or that word was to keep them. Whom they were with is left as it was told; of a private one nothing is told.
 */
export async function saveLossDecisions(
  tx: Tx,
  accountId: string,
  connectionId: string,
  lost: { eventIds: readonly string[]; rule: "held-back" | "kept"; decidedAt: Instant },
): Promise<void> {
  if (lost.eventIds.length === 0) return;
  await tx.execute(sql`
    insert into sync_decisions (account_id, connection_id, event_id, decided_at, result, rule, title, start_at, meeting_id)
    select c.account_id, c.connection_id, c.event_id, ${lost.decidedAt}, 'logged', ${lost.rule},
      case when not c.is_private then a.title end, case when not c.is_private then m.start_at end, m.id
    from event_copies c
    join meetings m on m.account_id = c.account_id and m.id = c.meeting_id
    join activities a on a.account_id = m.account_id and a.id = m.id
    where c.account_id = ${accountId} and c.connection_id = ${connectionId}
      and c.event_id = any(${texts(lost.eventIds)})
    on conflict (account_id, connection_id, event_id) do update set
      result = excluded.result, rule = excluded.rule, title = excluded.title, start_at = excluded.start_at,
      guests = case when excluded.title is not null then sync_decisions.guests end, strangers = excluded.strangers,
      meeting_id = excluded.meeting_id, decided_at = excluded.decided_at`);
}

/** Events that cannot be read now (RULES section 9): nothing is told of them, not even what was known. */
export async function saveUnreadable(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
  decidedAt: Instant,
): Promise<void> {
  if (eventIds.length === 0) return;
  await tx.execute(sql`
    insert into sync_decisions (account_id, connection_id, event_id, decided_at, result, rule, meeting_id)
    select ${accountId}::uuid, ${connectionId}::uuid, u.id, ${decidedAt}, 'skipped', 'unreadable', c.meeting_id
    from unnest(${texts(eventIds)}) u(id)
    left join event_copies c on c.account_id = ${accountId} and c.connection_id = ${connectionId} and c.event_id = u.id
    on conflict (account_id, connection_id, event_id) do update set
      result = excluded.result, rule = excluded.rule, title = null, guests = null, strangers = excluded.strangers,
      start_at = null, meeting_id = excluded.meeting_id, decided_at = excluded.decided_at`);
}

/** Losses that nobody has to decide about any more, and that no other word was said about: the log says what they came to. */
export async function settleHeldDecisions(tx: Tx, accountId: string, connectionId: string): Promise<void> {
  await tx.execute(sql`
    update sync_decisions d
    set rule = case when exists (
      select from meetings m
      where m.account_id = d.account_id and m.id = d.meeting_id and m.cancelled_at is not null
    ) then 'cancelled' else 'gone' end
    where d.account_id = ${accountId} and d.connection_id = ${connectionId} and d.rule = 'held-back'
      and not exists (
        select from sweep_losses l
        where l.account_id = d.account_id and l.connection_id = d.connection_id and l.event_id = d.event_id)`);
}

/** The latest word on events of this calendar, nothing of an earlier one is left (RULES N1, I5). */
export async function saveDecisions(
  tx: Tx,
  accountId: string,
  connectionId: string,
  decisions: readonly NewDecision[],
): Promise<void> {
  await insertRows(
    tx,
    table,
    decisions.map((decision) => ({ accountId, connectionId, ...decision })),
    sql`on conflict (account_id, connection_id, event_id) do update set
      result = excluded.result, rule = excluded.rule, title = excluded.title, guests = excluded.guests,
      strangers = excluded.strangers, start_at = excluded.start_at, meeting_id = excluded.meeting_id,
      decided_at = excluded.decided_at`,
  );
}
