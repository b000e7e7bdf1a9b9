import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import { holdContacts } from "./merge";
import { texts } from "./rows";

/**
 * Two calendars may bring the same event at the same moment: the second waits and finds the first one's meeting. Many are
 * locked in one order, so that two pages never wait for each other.
 */
export async function lockEvents(tx: Tx, accountId: string, icalUids: readonly string[]): Promise<void> {
  await holdContacts(tx, accountId);
  if (icalUids.length === 0) return;
  const names = icalUids.map((icalUid) => `${accountId}:${icalUid}`);
  await tx.execute(sql`
    select pg_advisory_xact_lock(l.key)
    from (select distinct hashtextextended(n, 0) as key from unnest(${texts(names)}) n order by 1) l`);
}

/**
 * A teammate's calendar may tell of an event before we learn that it is the one a meeting of ours was promised for, and by
 * then it was logged as a meeting of its own. The promised meeting takes over its timelines, copies and note (RULES O1, I11,
 * I12); nothing is left of the other one. Call it before the promised meeting is given the UID.
 */
export async function absorbTwin(
  tx: Tx,
  accountId: string,
  meetingId: string,
  icalUid: string,
): Promise<void> {
  await lockEvents(tx, accountId, [icalUid]);
  const [twin] = await tx.execute<{ id: string }>(sql`
    select id from meetings
    where account_id = ${accountId} and ical_uid = ${icalUid} and occurrence = '' and source = 'calendar'
      and id <> ${meetingId}`);
  if (!twin) return;
  await tx.execute(sql`
    update event_copies set meeting_id = ${meetingId} where account_id = ${accountId} and meeting_id = ${twin.id}`);
  await tx.execute(sql`
    update sync_decisions set meeting_id = ${meetingId} where account_id = ${accountId} and meeting_id = ${twin.id}`);
  await tx.execute(sql`
    insert into activity_records (account_id, record_id, activity_id, kind, at, open)
    select r.account_id, r.record_id, a.id, a.kind, a.at, a.open
    from activity_records r
    join activities a on a.account_id = r.account_id and a.id = ${meetingId}
    where r.account_id = ${accountId} and r.activity_id = ${twin.id}
    on conflict do nothing`);
  await tx.execute(sql`
    update meetings m set internal_note = coalesce(m.internal_note, t.internal_note)
    from meetings t
    where m.account_id = ${accountId} and m.id = ${meetingId} and t.account_id = m.account_id and t.id = ${twin.id}`);
  await tx.execute(sql`delete from activities where account_id = ${accountId} and id = ${twin.id}`);
}

/**
 * The UID under which a teammate's calendar has told of the event a meeting was promised for, where only the provider knew it
 * and the event is gone by now: of the same host, title and times, and no organiser's copy has been seen. Null where none is
 * like that, or more than one.
 */
export async function findTwinUid(tx: Tx, accountId: string, meetingId: string): Promise<string | null> {
  const twins = await tx.execute<{ ical_uid: string }>(sql`
    select t.ical_uid from meetings m
    join activities a on a.account_id = m.account_id and a.id = m.id
    join meetings t on t.account_id = m.account_id and t.source = 'calendar' and t.provider = m.provider
      and t.host_id = m.host_id and t.start_at = m.start_at and t.end_at = m.end_at
      and t.occurrence = '' and not t.repeats and t.ical_uid is not null
    join activities b on b.account_id = t.account_id and b.id = t.id and b.title = a.title
    where m.account_id = ${accountId} and m.id = ${meetingId} and not exists (
      select from event_copies c
      where c.account_id = t.account_id and c.meeting_id = t.id and c.organizer_self)`);
  return twins.length === 1 ? (twins[0]?.ical_uid ?? null) : null;
}
