import { sql } from "drizzle-orm";
import type { LogOnSource } from "@/lib/domain/records/log-on";
import { toInstant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";

type SourceRow = {
  record_id: string;
  company_id: string | null;
  deals: { id: string; createdAt: string }[] | null;
};

/**
 * Primary company and open deals of each of these contacts (or companies, which have deals alone), in the order asked;
 * for `recordsToLogOn` (RULES R3).
 */
export async function loadLogOn(
  tx: Tx,
  accountId: string,
  recordIds: readonly string[],
): Promise<LogOnSource[]> {
  if (recordIds.length === 0) return [];
  const rows = await tx.execute<SourceRow>(sql`
    select asked.id as record_id, company.to_id as company_id, open_deals.deals
    from json_array_elements_text(${JSON.stringify(recordIds)}::json) with ordinality as one(text_id, place)
    cross join lateral (select one.text_id::uuid as id) asked
    left join associations company on company.account_id = ${accountId} and company.from_id = asked.id
      and company.to_kind = 'company' and company.is_primary
    left join lateral (
      select json_agg(json_build_object('id', r.id, 'createdAt', r.created_at)) as deals
      from associations a
      join records r on r.account_id = a.account_id and r.id = a.to_id
      join deals d on d.account_id = a.account_id and d.id = a.to_id
      join stages s on s.account_id = d.account_id and s.id = d.stage_id and s.closed is null
      where a.account_id = ${accountId} and a.from_id = asked.id and a.to_kind = 'deal'
    ) open_deals on true
    order by one.place`);
  return rows.map((row) => ({
    recordId: row.record_id,
    primaryCompanyId: row.company_id,
    openDeals: (row.deals ?? []).map(({ id, createdAt }) => ({ id, createdAt: toInstant(createdAt) ?? "" })),
  }));
}
