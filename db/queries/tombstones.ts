import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import { listTimelinesOf } from "./meeting-timelines";
import { textRows, texts } from "./rows";

/** A meeting deleted here, and the UID that its event turns out to have. */
export type DeletedEvent = { meetingId: string; icalUid: string };

/**
 * Deletions learn the UIDs of events they knew none of, because the answer to the insert had not come by then; what a
 * teammate's copy was logged as meanwhile goes as well (RULES O3). Call it under `lockEvents` of these UIDs. Answers with the
 * records whose timelines have changed by it.
 */
export async function nameDeleted(
  tx: Tx,
  accountId: string,
  events: readonly DeletedEvent[],
): Promise<string[]> {
  if (events.length === 0) return [];
  const twins = await tx.execute<{ id: string }>(sql`
    with named as (
      update meeting_tombstones t set ical_uid = wanted."icalUid"
      from ${textRows(events, ["meetingId", "icalUid"])}
      where t.account_id = ${accountId} and t.meeting_id = wanted."meetingId"::uuid and t.ical_uid is null
      returning t.ical_uid, t.occurrence
    )
    select m.id from named
    join meetings m on m.account_id = ${accountId} and m.ical_uid = named.ical_uid
      and m.occurrence = named.occurrence and m.source = 'calendar'`);
  if (twins.length === 0) return [];
  const ids = twins.map((twin) => twin.id);
  const timelines = await listTimelinesOf(tx, accountId, ids);
  await tx.execute(sql`
    delete from activities where account_id = ${accountId} and id = any(${texts(ids)}::uuid[])`);
  return timelines;
}
