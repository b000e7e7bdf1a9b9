import { and, eq, sql } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { ActivityKind } from "@/lib/domain/timeline/entry";
import type { Tx } from "../client";
import { activities, activityRecords } from "../schema/activities";

/** What a note, call, task or logged e-mail has of its own. */
export type ActivityFields = {
  at: Instant;
  title: string;
  body: string;
  open: boolean;
  completedAt: Instant | null;
  taskType: string | null;
  taskPriority: string | null;
  callOutcome: string | null;
  callDirection: string | null;
  durationMinutes: number | null;
};
export type StoredActivity = { id: string; kind: ActivityKind; at: Instant; completedAt: Instant | null };

/** Stores an activity and puts it on the timelines of these records. */
export async function insertActivity(
  tx: Tx,
  accountId: string,
  activity: {
    id: string;
    kind: ActivityKind;
    authorId: string | null;
    fields: ActivityFields;
    now: Instant;
  },
  recordIds: readonly string[],
): Promise<void> {
  const { id, kind, authorId, fields, now } = activity;
  await tx
    .insert(activities)
    .values({ accountId, id, kind, authorId, ...fields, createdAt: now, updatedAt: now });
  if (recordIds.length === 0) return;
  const place = { accountId, activityId: id, kind, at: fields.at, open: fields.open };
  await tx.insert(activityRecords).values(recordIds.map((recordId) => ({ ...place, recordId })));
}

/** An activity, held until the transaction ends; null when the account has none with this id. */
export async function lockActivity(tx: Tx, accountId: string, id: string): Promise<StoredActivity | null> {
  const [row] = await tx
    .select({
      id: activities.id,
      kind: activities.kind,
      at: activities.at,
      completedAt: activities.completedAt,
    })
    .from(activities)
    .where(activityIs(accountId, id))
    .for("update");
  return row ?? null;
}

/** Changes an activity; its place on every timeline follows by foreign key. */
export async function updateActivity(
  tx: Tx,
  accountId: string,
  id: string,
  change: Partial<ActivityFields> & { updatedAt: Instant },
): Promise<void> {
  await tx.update(activities).set(change).where(activityIs(accountId, id));
}

/** Removes an activity from everywhere. */
export async function removeActivity(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.delete(activities).where(activityIs(accountId, id));
}

/** The records whose timelines show an activity. */
export async function listRecordsOf(tx: Tx, accountId: string, activityId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: activityRecords.recordId })
    .from(activityRecords)
    .where(and(eq(activityRecords.accountId, accountId), eq(activityRecords.activityId, activityId)));
  return rows.map((row) => row.id);
}

/** Pins an activity on one record, in place of what was pinned there; false when it is not on that record's timeline. */
export async function pinOn(
  tx: Tx,
  accountId: string,
  place: { recordId: string; activityId: string },
  now: Instant,
): Promise<boolean> {
  await unpinOn(tx, accountId, place.recordId);
  const rows = await tx
    .update(activityRecords)
    .set({ pinnedAt: now })
    .where(
      and(
        eq(activityRecords.accountId, accountId),
        eq(activityRecords.recordId, place.recordId),
        eq(activityRecords.activityId, place.activityId),
      ),
    )
    .returning({ id: activityRecords.activityId });
  return rows.length > 0;
}

/** Takes the pin off a record, or only off one activity on it. */
export async function unpinOn(
  tx: Tx,
  accountId: string,
  recordId: string,
  activityId?: string,
): Promise<void> {
  await tx
    .update(activityRecords)
    .set({ pinnedAt: null })
    .where(
      and(
        eq(activityRecords.accountId, accountId),
        eq(activityRecords.recordId, recordId),
        sql`${activityRecords.pinnedAt} is not null`,
        activityId ? eq(activityRecords.activityId, activityId) : undefined,
      ),
    );
}

/**
 * Removes what is logged on this record and on no other, meetings excepted. The activities are held first, so that two
 * records deleted at once do not each leave a shared activity to the other.
 */
export async function removeActivitiesOnlyOn(tx: Tx, accountId: string, recordId: string): Promise<void> {
  const here = sql`select activity_id from activity_records
    where account_id = ${accountId} and record_id = ${recordId} and kind <> 'meeting'`;
  await tx.execute(sql`
    select 1 from activities where account_id = ${accountId} and id in (${here}) order by id for update`);
  await tx.execute(sql`
    delete from activities a where a.account_id = ${accountId} and a.id in (${here})
      and not exists (
        select from activity_records other where other.account_id = a.account_id
          and other.activity_id = a.id and other.record_id <> ${recordId})`);
}

const activityIs = (accountId: string, id: string) =>
  and(eq(activities.accountId, accountId), eq(activities.id, id));
