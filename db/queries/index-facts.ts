import { sql } from "drizzle-orm";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";

/** What an index row shows besides its own columns. */
export type IndexFacts = {
  companyId: string | null;
  lastMeetingAt: Instant | null;
  nextMeetingAt: Instant | null;
};

/** A page's facts in one statement, by record id: two index probes and an association each, whatever the timelines' size. */
export async function loadIndexFacts(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  now: Instant,
): Promise<Map<string, IndexFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<{
    id: string;
    company_id: string | null;
    last_at: string | null;
    next_at: string | null;
  }>(sql`
    select page.id, company.to_id as company_id, last.at as last_at, next.at as next_at
    from (select json_array_elements_text(${JSON.stringify(ids)}::json)::uuid as id) page
    left join lateral (
      select a.to_id from associations a
      where a.account_id = ${accountId} and a.from_id = page.id and a.to_kind = 'company'
      order by a.is_primary desc, a.created_at, a.to_id limit 1) company on true
    left join lateral (${meetingNear(accountId, now, "last")}) last on true
    left join lateral (${meetingNear(accountId, now, "next")}) next on true`);
  return new Map(rows.map((row) => [row.id, toFacts(row)]));
}

// A cancelled meeting is neither the last one that took place nor the next one to come.
function meetingNear(accountId: string, now: Instant, which: "last" | "next") {
  const side = which === "last" ? sql`<=` : sql`>`;
  const order = which === "last" ? sql`desc` : sql`asc`;
  return sql`
    select ar.at from activity_records ar
    join meetings m on m.account_id = ar.account_id and m.id = ar.activity_id and m.outcome <> 'Canceled'
    where ar.account_id = ${accountId} and ar.record_id = page.id and ar.kind = 'meeting' and not ar.open
      and ar.at ${side} ${now}::timestamptz
    order by ar.at ${order} limit 1`;
}

function toFacts(row: {
  company_id: string | null;
  last_at: string | null;
  next_at: string | null;
}): IndexFacts {
  return {
    companyId: row.company_id,
    lastMeetingAt: toInstant(row.last_at),
    nextMeetingAt: toInstant(row.next_at),
  };
}
