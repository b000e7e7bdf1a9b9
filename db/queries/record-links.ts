import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { detailLine } from "@/lib/domain/records/detail-line";
import type { RecordLink } from "@/lib/domain/records/record";
import type { PlainDate } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { accounts } from "../schema/accounts";
import { deals, stages, tickets } from "../schema/pipelines";
import { companies, contacts, records } from "../schema/records";

/** Links to the records with these ids that still exist, by id. `today` decides whether a date needs its year. */
export async function loadLinks(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  today: PlainDate,
): Promise<Map<string, RecordLink>> {
  if (ids.length === 0) return new Map();
  const rows = await selectLinks(tx, accountId, inArray(records.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, toLink(row, today)]));
}

type LinkRow = Awaited<ReturnType<typeof selectLinks>>[number];

function selectLinks(tx: Tx, accountId: string, which: SQL) {
  return tx
    .select({
      kind: records.kind,
      id: records.id,
      name: records.name,
      email: contacts.email,
      domain: companies.domain,
      employees: companies.employees,
      amount: deals.amount,
      closeDate: deals.closeDate,
      priority: tickets.priority,
      stageName: stages.name,
      stageClosed: stages.closed,
      currency: accounts.currency,
    })
    .from(records)
    .innerJoin(accounts, eq(accounts.accountId, records.accountId))
    .leftJoin(contacts, and(eq(contacts.accountId, records.accountId), eq(contacts.id, records.id)))
    .leftJoin(companies, and(eq(companies.accountId, records.accountId), eq(companies.id, records.id)))
    .leftJoin(deals, and(eq(deals.accountId, records.accountId), eq(deals.id, records.id)))
    .leftJoin(tickets, and(eq(tickets.accountId, records.accountId), eq(tickets.id, records.id)))
    .leftJoin(
      stages,
      and(
        eq(stages.accountId, records.accountId),
        eq(stages.id, sql`coalesce(${deals.stageId}, ${tickets.stageId})`),
      ),
    )
    .where(and(eq(records.accountId, accountId), which));
}

function toLink(row: LinkRow, today: PlainDate): RecordLink {
  const { currency, stageName, stageClosed, ...facts } = row;
  const stage = stageName === null ? null : { name: stageName, closed: stageClosed };
  return {
    kind: row.kind,
    id: row.id,
    name: row.name,
    detail: detailLine({ ...facts, stage }, { currency, today }),
  };
}
