import { and, eq, sql } from "drizzle-orm";
import type { RecordRef } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { activityRecords } from "../schema/activities";
import { insertRows, textRows, texts } from "./rows";

/** A meeting, when it begins, and records whose timelines it goes on. */
export type Placing = { id: string; at: Instant; records: readonly RecordRef[] };

/** Puts meetings on timelines; those they are on already stay as they are. */
export async function addToTimelines(tx: Tx, accountId: string, placings: readonly Placing[]): Promise<void> {
  const rows = placings.flatMap(({ id, at, records }) =>
    records.map((record) => ({
      accountId,
      recordId: record.id,
      activityId: id,
      kind: "meeting" as const,
      at,
      open: false,
    })),
  );
  await insertRows(tx, activityRecords, rows, sql`on conflict do nothing`);
}

/** Takes meetings off the timelines of these records. */
export async function removeFromTimelines(
  tx: Tx,
  accountId: string,
  removals: readonly { meetingId: string; recordId: string }[],
): Promise<void> {
  if (removals.length === 0) return;
  await tx.execute(sql`
    delete from activity_records r using ${textRows(removals, ["meetingId", "recordId"])}
    where r.account_id = ${accountId} and r.activity_id = wanted."meetingId"::uuid
      and r.record_id = wanted."recordId"::uuid`);
}

/** The records activities are on: whose open pages have to look again. */
export async function listTimelinesOf(
  tx: Tx,
  accountId: string,
  activityIds: readonly string[],
): Promise<string[]> {
  if (activityIds.length === 0) return [];
  const rows = await tx
    .selectDistinct({ id: activityRecords.recordId })
    .from(activityRecords)
    .where(
      and(
        eq(activityRecords.accountId, accountId),
        sql`${activityRecords.activityId} = any(${texts(activityIds)}::uuid[])`,
      ),
    );
  return rows.map((row) => row.id);
}
