import type { Card } from "./event-state";
import type { Entry } from "./oracle";
import { count, oracleOf, type Run } from "./run";
import type { AccountFacts } from "./scene";

type Row = {
  id: string;
  uid: string | null;
  slot: string;
  title: string;
  start: Date;
  end: Date;
  canceled: boolean;
  outcome: string;
  frozen: boolean;
  push: string;
  contacts: string[];
  guests: [string, string][];
};

/** All meetings of an account as they stand. */
export type AccountCards = { account: AccountFacts; rows: readonly { id: string; card: Card }[] };

/** Every way in which an account's meetings are not what they must be, in words; and the meetings. */
export async function compareAccount(
  run: Run,
  account: AccountFacts,
): Promise<AccountCards & { faults: string[] }> {
  const rows = await readCards(run, account);
  const cards = rows.map((row) => ({ id: row.id, card: cardOf(row) }));
  return { account, rows: cards, faults: faultsIn(run, account, rows) };
}

function faultsIn(run: Run, account: AccountFacts, rows: readonly Row[]): string[] {
  const oracle = oracleOf(run, account.id);
  const faults: string[] = [];
  const found = new Set<Entry>();
  for (const row of rows) {
    const entry = oracle.find(row);
    const card = cardOf(row);
    if (!entry) faults.push(`${account.domain}: shown and unheard of: ${said(card)}`);
    else if (found.has(entry)) faults.push(`${account.domain}: shown twice: ${said(card)}`);
    else if (!entry.states.some((state) => same(state.card, card)))
      faults.push(`${account.domain}: shown ${said(card)}\n  expected ${expected(entry)}`);
    if (entry) found.add(entry);
    count(run.tally, `compared: ${kindOf(card)}`);
    if (entry && entry.states.length > 1) count(run.tally, "compared with more than one state possible");
  }
  for (const entry of oracle.entries)
    if (!found.has(entry) && entry.states.every((state) => state.card !== null))
      faults.push(`${account.domain}: missing, expected ${expected(entry)}`);
  return faults;
}

function kindOf(card: Card): string {
  if (card.isFrozen) return "frozen";
  return card.isCanceled ? "canceled" : "standing";
}

const expected = (entry: Entry): string =>
  entry.states.map((state) => (state.card ? said(state.card) : "nothing")).join("\n  or       ");

const said = (card: Card): string => JSON.stringify(card);
const same = (one: Card | null, other: Card): boolean => one !== null && said(one) === said(other);

const cardOf = (row: Row): Card => ({
  title: row.title,
  start: row.start.toISOString(),
  end: row.end.toISOString(),
  isCanceled: row.canceled,
  isFrozen: row.frozen,
  contacts: row.contacts,
  guests: row.guests,
});

async function readCards({ scene }: Run, account: AccountFacts): Promise<Row[]> {
  const rows = await scene.stage.owner<Row[]>`
    select m.id, m.ical_uid as uid, m.occurrence as slot, a.title, m.start_at as start, m.end_at as end,
      m.cancelled_at is not null as canceled, m.outcome, m.frozen_at is not null as frozen, m.push,
      array(select c.email from activity_records r
        join contacts c on c.account_id = r.account_id and c.id = r.record_id
        where r.account_id = m.account_id and r.activity_id = m.id order by c.email collate "C") as contacts,
      coalesce((select json_agg(json_build_array(g.email, g.reply) order by g.email collate "C") from attendees g
        where g.account_id = m.account_id and g.meeting_id = m.id), '[]'::json) as guests
    from meetings m join activities a on a.account_id = m.account_id and a.id = m.id
    where m.account_id = ${account.id}`;
  return [...rows];
}

/** Everything the rules speak of, row by row, without the moments of looking: for two looks that must not differ. */
export async function readRows({ scene }: Run): Promise<string> {
  const ids = scene.stage.owner(scene.accounts.map((account) => account.id));
  const { owner } = scene.stage;
  const tables = [
    await owner`select id, at, title from activities where account_id in ${ids} order by id`,
    await owner`select id, start_at, end_at, outcome, ical_uid, occurrence, push, frozen_at, cancelled_at, repeats
      from meetings where account_id in ${ids} order by id`,
    await owner`select meeting_id, email, reply, contact_id from attendees where account_id in ${ids}
      order by meeting_id, email`,
    await owner`select record_id, activity_id from activity_records where account_id in ${ids}
      order by record_id, activity_id`,
    await owner`select connection_id, event_id, ical_uid, occurrence, meeting_id, etag, is_private, cancelled
      from event_copies where account_id in ${ids} order by connection_id, event_id`,
    await owner`select connection_id, event_id, result, rule, title from sync_decisions where account_id in ${ids}
      order by connection_id, event_id`,
    await owner`select id, result from provider_writes where account_id in ${ids} order by id`,
  ];
  return JSON.stringify(tables);
}
