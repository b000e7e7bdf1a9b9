import { type SQL, sql } from "drizzle-orm";
import type { CalendarHindrance, LogCursor, LogResult, LogRow } from "@/lib/domain/calendar/sync-log";
import type { RecordKind } from "@/lib/domain/records/record";
import { containing } from "@/lib/domain/records/search-text";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import type { Db, Tx } from "../client";

export type DecisionFilter = { words: readonly string[]; result: LogResult | null; meetingId: string | null };

/** A row of the log whose outsiders nobody has looked up yet. */
export type DecisionRow = Omit<LogRow, "strangers"> & { strangers: string[] };

type Raw = {
  connection_id: string;
  own_email: string;
  event_id: string;
  decided_at: string;
  result: LogResult;
  rule: string;
  title: string | null;
  guests: string | null;
  strangers: string[];
  start_at: string | null;
  meeting_id: string | null;
  asked: boolean;
  hindrance: CalendarHindrance | null;
  record_id: string | null;
  record_kind: RecordKind | null;
  record_name: string | null;
};

/**
 * Decisions about the events of one person's own calendars, newest first, also of those that are disconnected. What has
 * happened here since tells on: a deleted meeting is left out, and so is an event that went before it matched.
 */
export async function listDecisions(
  tx: Tx,
  accountId: string,
  userId: string,
  filter: DecisionFilter,
  page: { cursor: LogCursor | null; limit: number },
): Promise<DecisionRow[]> {
  const rows = await tx.execute<Raw>(sql`
    with page as (
      select d.*, c.disconnected_at, c.state, c.syncing, c.email as own_email
      from calendar_connections c
      cross join lateral (
        select s.*, shown.result as shown_result, shown.rule as shown_rule
        from sync_decisions s
        cross join lateral (${shownAs}) shown
        where s.account_id = c.account_id and s.connection_id = c.id
          and ${matches(filter)} and ${beyond(page.cursor)}
        order by s.decided_at desc, s.event_id desc
        limit ${page.limit}
      ) d
      where c.account_id = ${accountId} and c.user_id = ${userId}
      order by d.decided_at desc, d.connection_id desc, d.event_id desc
      limit ${page.limit}
    )
    select p.connection_id, p.own_email, p.event_id, p.decided_at, p.shown_result as result, p.shown_rule as rule, p.title,
      p.guests, p.strangers, p.start_at, p.meeting_id, h.event_id is not null as asked, ${hindrance} as hindrance,
      r.id as record_id, r.kind as record_kind, r.name as record_name
    from page p
    left join event_hints h
      on h.account_id = p.account_id and h.connection_id = p.connection_id and h.event_id = p.event_id
    left join lateral (${recordOf(sql`p.account_id`, sql`p.meeting_id`)}) r on true
    order by p.decided_at desc, p.connection_id desc, p.event_id desc`);
  return rows.map(toRow);
}

// Asked as one value: an "exists" would be answered by reading every copy there is, for the fifty rows of a page.
const shownAs = sql`
  select
    case
      when s.result = 'logged' and s.meeting_id is null then 'skipped'
      when s.result = 'no-match' and gone.is_gone then 'skipped'
      else s.result
    end as result,
    case
      when s.result = 'logged' and s.meeting_id is null then 'deleted-in-crm'
      when s.result = 'no-match' and gone.is_gone then 'gone'
      else s.rule
    end as rule
  from (
    select (
      select e.cancelled from event_copies e
      where e.account_id = s.account_id and e.connection_id = s.connection_id and e.event_id = s.event_id
    ) as is_gone
  ) gone`;

const hindrance = sql`
  case
    when p.disconnected_at is not null then 'disconnected'
    when p.state = 'reconnect' then 'reconnect'
    when not p.syncing then 'switched-off'
  end`;

/** One record that shows a meeting: a contact before the others. */
export const recordOf = (accountId: SQL, meetingId: SQL): SQL => sql`
  select r.id, r.kind, r.name
  from activity_records a
  join records r on r.account_id = a.account_id and r.id = a.record_id
  where a.account_id = ${accountId} and a.activity_id = ${meetingId}
  order by r.kind <> 'contact', r.kind <> 'company', r.id
  limit 1`;

function matches({ words, result, meetingId }: DecisionFilter): SQL {
  const text = sql`concat_ws(' ', s.title, s.guests)`;
  const all = words.map((word) => sql`${text} ilike ${containing(word)}`);
  // What is shown as logged or unmatched was decided so: most rows need not be looked into.
  if (result && result !== "skipped") all.push(sql`s.result = ${result}`);
  if (result) all.push(sql`shown.result = ${result}`);
  if (meetingId) all.push(sql`s.meeting_id = ${meetingId}::uuid`);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

const beyond = (cursor: LogCursor | null): SQL =>
  cursor
    ? sql`(s.decided_at, s.connection_id, s.event_id) < (${cursor.at}::timestamptz, ${cursor.connectionId}::uuid, ${cursor.id})`
    : sql`true`;

function toRow(raw: Raw): DecisionRow {
  const { record_id: id, record_kind: kind, record_name: name } = raw;
  // A private event that was public once keeps its meeting; whose it is stands there, and not beside it here.
  const shownName = raw.rule === "private" ? "" : (name ?? "");
  const record = id && kind ? { id, kind, name: shownName } : null;
  return {
    connectionId: raw.connection_id,
    eventId: raw.event_id,
    result: raw.result,
    rule: raw.rule,
    title: raw.title,
    guests: othersIn(raw),
    startAt: raw.start_at && momentOf(raw.start_at),
    decidedAt: momentOf(raw.decided_at),
    meeting: raw.meeting_id ? { id: raw.meeting_id, record } : null,
    strangers: raw.strangers,
    asked: raw.asked,
    hindrance: raw.hindrance,
  };
}

/** Everyone but the person whose calendar it is; they know. */
function othersIn({ guests, own_email: own }: Raw): string | null {
  const others = guests?.split(", ").filter((email) => email !== own) ?? [];
  return others.length > 0 ? others.join(", ") : null;
}

const momentOf = (text: string): Instant => toInstant(text) ?? text;

/** Removes at most `atMost` decisions made before then, in every account; answers how many (RULES N1). */
export async function pruneDecisions(db: Db, before: Instant, atMost: number): Promise<number> {
  const [row] = await db.execute<{ gone: number }>(
    sql`select prune_decisions(${before}::timestamptz, ${atMost}) as gone`,
  );
  return row?.gone ?? 0;
}
