import { type SQL, sql } from "drizzle-orm";
import { containing } from "@/lib/domain/records/search-text";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import type { TimelineCursor } from "@/lib/domain/timeline/cursor";
import { type ActivityKind, activityKinds } from "@/lib/domain/timeline/entry";
import type { Tx } from "../client";

/** Which of a record's activities are asked for: all kinds when `kinds` is empty, all texts when `q` is. */
export type TimelineFilter = { recordId: string; kinds: readonly ActivityKind[]; q: string };
/** An activity's place on a timeline. */
export type Place = { id: string; at: Instant; kind: ActivityKind };

type PlaceRow = { activity_id: string; at: string; kind: ActivityKind };

/** The past, newest first, from the cursor on: one range of one index, whatever the table's size. */
export function listPast(
  tx: Tx,
  accountId: string,
  filter: TimelineFilter,
  from: { cursor: TimelineCursor | null; now: Instant },
  limit: number,
): Promise<Place[]> {
  const { cursor, now } = from;
  const bound = cursor
    ? sql`(ar.at, ar.activity_id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
    : sql`ar.at <= ${now}::timestamptz`;
  return listPlaces(tx, accountId, filter, sql`not ar.open and ${bound}`, { direction: "desc", limit });
}

/** What lies ahead, soonest first: everything dated after now but open tasks. */
export function listAhead(
  tx: Tx,
  accountId: string,
  filter: TimelineFilter,
  now: Instant,
  limit: number,
): Promise<Place[]> {
  const ahead = sql`not ar.open and ar.at > ${now}::timestamptz`;
  return listPlaces(tx, accountId, filter, ahead, { direction: "asc", limit });
}

/** Open tasks whenever they are due, soonest first. */
export async function listOpenTasks(
  tx: Tx,
  accountId: string,
  filter: TimelineFilter,
  limit: number,
): Promise<Place[]> {
  if (filter.kinds.length > 0 && !filter.kinds.includes("task")) return [];
  return listPlaces(tx, accountId, { ...filter, kinds: [] }, sql`ar.open`, { direction: "asc", limit });
}

/** The one pinned activity of a record, when it fits the filter. */
export async function findPinned(tx: Tx, accountId: string, filter: TimelineFilter): Promise<Place | null> {
  const [row] = await listPlaces(tx, accountId, filter, sql`ar.pinned_at is not null`, {
    direction: "desc",
    limit: 1,
  });
  return row ?? null;
}

type Order = { direction: "asc" | "desc"; limit: number };

async function listPlaces(
  tx: Tx,
  accountId: string,
  filter: TimelineFilter,
  which: SQL,
  order: Order,
): Promise<Place[]> {
  const everything = filter.kinds.length === 0 || activityKinds.every((kind) => filter.kinds.includes(kind));
  const statement = everything
    ? range(accountId, filter, which, order)
    : mergedRanges(accountId, filter, which, order);
  const rows = await tx.execute<PlaceRow>(statement);
  return rows.map((row) => ({ id: row.activity_id, at: toInstant(row.at) ?? "", kind: row.kind }));
}

// A range per kind, each of which stops by itself: "kind in (…)" would read a whole timeline to sort it.
function mergedRanges(accountId: string, filter: TimelineFilter, which: SQL, order: Order): SQL {
  const kinds = [...new Set(filter.kinds)];
  const ranges = kinds.map(
    (kind) => sql`(${range(accountId, filter, sql`${which} and ar.kind = ${kind}`, order)})`,
  );
  const direction = sql.raw(order.direction);
  return sql`select * from (${sql.join(ranges, sql` union all `)}) merged
    order by at ${direction}, activity_id ${direction} limit ${order.limit}`;
}

function range(accountId: string, filter: TimelineFilter, which: SQL, order: Order): SQL {
  const direction = sql.raw(order.direction);
  return sql`select ar.activity_id, ar.at, ar.kind from activity_records ar
    where ar.account_id = ${accountId} and ar.record_id = ${filter.recordId} and ${which}
      and ${textTest(filter.q)}
    order by ar.at ${direction}, ar.activity_id ${direction} limit ${order.limit}`;
}

// A subquery per row keeps to the record's own range; a join would let a rare word lead through every activity there is.
function textTest(q: string): SQL {
  const words = q.trim().split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return sql`true`;
  const tests = words.map((word) => sql`(a.title || ' ' || a.body) ilike ${containing(word)}`);
  return sql`(select ${sql.join(tests, sql` and `)} from activities a
    where a.account_id = ar.account_id and a.id = ar.activity_id)`;
}
