import { and, eq, inArray } from "drizzle-orm";
import type { RecordRef } from "@/lib/domain/records/record";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { activityRecords } from "../schema/activities";

/** Puts an activity of kind meeting on timelines; those it is on already stay as they are. */
export async function addToTimelines(
  tx: Tx,
  accountId: string,
  meeting: { id: string; at: Instant },
  records: readonly RecordRef[],
): Promise<void> {
  if (records.length === 0) return;
  await tx
    .insert(activityRecords)
    .values(
      records.map((record) => ({
        accountId,
        recordId: record.id,
        activityId: meeting.id,
        kind: "meeting" as const,
        at: meeting.at,
        open: false,
      })),
    )
    .onConflictDoNothing();
}

export async function removeFromTimelines(
  tx: Tx,
  accountId: string,
  meetingId: string,
  recordIds: readonly string[],
): Promise<void> {
  if (recordIds.length === 0) return;
  await tx
    .delete(activityRecords)
    .where(
      and(
        eq(activityRecords.accountId, accountId),
        eq(activityRecords.activityId, meetingId),
        inArray(activityRecords.recordId, [...recordIds]),
      ),
    );
}

/** The records an activity is on: whose open pages have to look again. */
export async function listTimelinesOf(tx: Tx, accountId: string, activityId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: activityRecords.recordId })
    .from(activityRecords)
    .where(and(eq(activityRecords.accountId, accountId), eq(activityRecords.activityId, activityId)));
  return rows.map((row) => row.id);
}
