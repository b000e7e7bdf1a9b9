import { type SQL, sql } from "drizzle-orm";
import type { LogCursor, WriteRow } from "@/lib/domain/calendar/sync-log";
import type { RecordKind } from "@/lib/domain/records/record";
import { toInstant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { recordOf } from "./decisions";

type Raw = {
  id: string;
  connection_id: string;
  operation: WriteRow["operation"];
  requested_at: string;
  result: WriteRow["result"];
  reason: string;
  changed: string[];
  mailed: string[];
  by: string | null;
  title: string | null;
  is_time_off: boolean;
  record_id: string | null;
  record_kind: RecordKind | null;
  record_name: string | null;
};

/** A line with the calendar it was written to. */
export type LedgerRow = WriteRow & { connectionId: string };

/** What was written to one person's own calendars, newest first, whoever asked for it (RULES O6). */
export async function listWrites(
  tx: Tx,
  accountId: string,
  userId: string,
  page: { cursor: LogCursor | null; limit: number },
): Promise<LedgerRow[]> {
  const rows = await tx.execute<Raw>(sql`
    with page as (
      select d.* from calendar_connections c
      cross join lateral (
        select w.* from provider_writes w
        where w.account_id = c.account_id and w.connection_id = c.id and ${beyond(page.cursor)}
        order by w.requested_at desc, w.id desc
        limit ${page.limit}
      ) d
      where c.account_id = ${accountId} and c.user_id = ${userId}
      order by d.requested_at desc, d.connection_id desc, d.id desc
      limit ${page.limit}
    )
    select p.id, p.connection_id, p.operation, p.requested_at, p.result, p.reason, p.changed, p.mailed,
      u.name as by, a.title, p.time_off_id is not null as is_time_off,
      r.id as record_id, r.kind as record_kind, r.name as record_name
    from page p
    left join users u on u.account_id = p.account_id and u.id = p.user_id
    left join activities a on a.account_id = p.account_id and a.id = p.meeting_id
    left join lateral (${recordOf(sql`p.account_id`, sql`p.meeting_id`)}) r on true
    order by p.requested_at desc, p.connection_id desc, p.id desc`);
  return rows.map(toRow);
}

const beyond = (cursor: LogCursor | null): SQL =>
  cursor
    ? sql`(w.requested_at, w.connection_id, w.id::text) < (${cursor.at}::timestamptz, ${cursor.connectionId}::uuid, ${cursor.id})`
    : sql`true`;

function toRow(raw: Raw): LedgerRow {
  const { record_id: recordId, record_kind: kind, record_name: name } = raw;
  return {
    id: raw.id,
    connectionId: raw.connection_id,
    operation: raw.operation,
    requestedAt: toInstant(raw.requested_at) ?? raw.requested_at,
    result: raw.result,
    reason: raw.reason,
    changed: raw.changed,
    mailed: raw.mailed,
    by: raw.by,
    title: raw.title,
    isTimeOff: raw.is_time_off,
    record: recordId && kind ? { id: recordId, kind, name: name ?? "" } : null,
  };
}
