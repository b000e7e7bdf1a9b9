import { sql } from "drizzle-orm";
import type { RecordKind } from "@/lib/domain/records/record";
import { containing, foldText, searchWords } from "@/lib/domain/records/search-text";
import type { Tx } from "../client";
import { records } from "../schema/records";

/**
 * Brings `records.search` in step with what stands in it (as in HubSpot): own properties, a contact's company
 * names and former addresses, a deal's or ticket's pipeline and stage. To be called after any write to those.
 */
export async function refreshSearch(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const sources = await tx.execute<{ id: string; source: string }>(sourcesOf(accountId, ids));
  const texts = sources.map(({ id, source }) => ({ id, search: foldText(source) }));
  await tx.execute(sql`
    update records r set search = t.search
    from json_to_recordset(${JSON.stringify(texts)}::json) as t(id uuid, search text)
    where r.account_id = ${accountId} and r.id = t.id and r.search <> t.search`);
}

const sourcesOf = (accountId: string, ids: readonly string[]) => sql`
  select r.id, concat_ws(' ', r.name,
    c.email, former.emails, c.phone, c.mobile_phone, employer.names,
    o.domain, o.phone, o.website_url,
    p.name, s.name, d.deal_type, d.description, t.description, t.category) as source
  from records r
  left join contacts c on c.account_id = r.account_id and c.id = r.id
  left join companies o on o.account_id = r.account_id and o.id = r.id
  left join deals d on d.account_id = r.account_id and d.id = r.id
  left join tickets t on t.account_id = r.account_id and t.id = r.id
  left join pipelines p on p.account_id = r.account_id and p.id = d.pipeline_id
  left join stages s on s.account_id = r.account_id and s.id = coalesce(d.stage_id, t.stage_id)
  left join lateral (
    select string_agg(company.name, ' ') as names from associations a
    join records company on company.account_id = a.account_id and company.id = a.to_id
    where r.kind = 'contact' and a.account_id = r.account_id and a.from_id = r.id and a.to_kind = 'company'
  ) employer on true
  left join lateral (
    select string_agg(m.email, ' ') as emails from merged_contacts m
    where r.kind = 'contact' and m.account_id = r.account_id and m.into_id = r.id
  ) former on true
  where r.account_id = ${accountId} and r.id in (select json_array_elements_text(${JSON.stringify(ids)}::json)::uuid)`;

/** What a query means in SQL: every word stands somewhere in the record's search text. Empty for an empty query. */
export function matchesQuery(query: string) {
  return searchWords(query).map((word) => sql`${records.search} like ${containing(word)}`);
}

const MAX_FOUND = 20;

/**
 * Ids of at most twenty records that contain every word: names that begin with the query first, then the latest changed.
 * With an empty query, the latest changed.
 */
export async function findRecordIds(
  tx: Tx,
  accountId: string,
  query: string,
  kinds: readonly RecordKind[],
): Promise<string[]> {
  const words = matchesQuery(query);
  const start = containing(searchWords(query)[0] ?? "").slice(1);
  const rows = await tx.execute<{ id: string }>(sql`
    select ${records.id} from ${records}
    where ${records.accountId} = ${accountId}
      and ${records.kind} in (select json_array_elements_text(${JSON.stringify(kinds)}::json))
      ${words.length > 0 ? sql`and ${sql.join(words, sql` and `)}` : sql``}
    order by ${words.length > 0 ? sql`(${records.search} like ${start}) desc, ` : sql``}
      ${records.updatedAt} desc, ${records.id}
    limit ${MAX_FOUND}`);
  return rows.map((row) => row.id);
}
