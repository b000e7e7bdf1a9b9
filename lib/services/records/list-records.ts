import { type IndexFacts, loadIndexFacts } from "@/db/queries/index-facts";
import { countIndexRows, type IndexRow, listIndexRows } from "@/db/queries/record-index";
import { loadLinks } from "@/db/queries/record-links";
import {
  type IndexCursor,
  type IndexSort,
  readCursor,
  readSort,
  writeCursor,
} from "@/lib/domain/records/index-query";
import type { RecordKind, RecordLink, RecordPage, RecordRow } from "@/lib/domain/records/record";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { todayFor } from "./placing";

export type ListRecords = {
  kind: RecordKind;
  q?: string | undefined;
  sort?: string | undefined;
  direction?: "asc" | "desc" | undefined;
  cursor?: string | undefined;
};

const PAGE_SIZE = 50;

/** One page of an index, found by keyset. A cursor that fits another order, or none at all, begins at the start. */
export async function listRecords(ctx: Ctx, input: ListRecords): Promise<RecordPage> {
  const { kind, q = "" } = input;
  const sort = readSort(kind, input.sort, input.direction);
  const cursor = readCursor(sort, input.cursor);
  return inTransaction(ctx, async (tx, ctx) => {
    const [found, total] = await Promise.all([
      listIndexRows(tx, ctx.accountId, { kind, query: q, sort, cursor }, PAGE_SIZE + 1),
      countIndexRows(tx, ctx.accountId, { kind, query: q }),
    ]);
    const page = found.slice(0, PAGE_SIZE);
    if (cursor?.toward === "previous") page.reverse();
    const more = found.length > PAGE_SIZE;
    return { rows: await decorate(ctx, kind, page), total, ...cursorsAround(sort, page, cursor, more) };
  });
}

function cursorsAround(
  sort: IndexSort,
  page: readonly IndexRow[],
  cursor: IndexCursor | null,
  more: boolean,
): Pick<RecordPage, "nextCursor" | "previousCursor"> {
  const [first, last] = [page[0], page.at(-1)];
  const backwards = cursor?.toward === "previous";
  const at = ({ key, id }: IndexRow, toward: IndexCursor["toward"]) => writeCursor(sort, { key, id, toward });
  const hasNext = backwards || more;
  const hasPrevious = backwards ? more : cursor !== null;
  return {
    nextCursor: last && hasNext ? at(last, "next") : null,
    previousCursor: first && hasPrevious ? at(first, "previous") : null,
  };
}

async function decorate(ctx: Ctx, kind: RecordKind, page: readonly IndexRow[]): Promise<RecordRow[]> {
  return inTransaction(ctx, async (tx) => {
    const ids = page.map(({ id }) => id);
    const facts = await loadIndexFacts(tx, ctx.accountId, ids, ctx.now());
    const companies = [...facts.values()].flatMap(({ companyId }) => companyId ?? []);
    const links = await loadLinks(tx, ctx.accountId, companies, await todayFor(ctx));
    return page.map((row) => toRow(kind, row, facts.get(row.id), links));
  });
}

function toRow(
  kind: RecordKind,
  { id, name, owner, cells }: IndexRow,
  facts: IndexFacts | undefined,
  links: ReadonlyMap<string, RecordLink>,
): RecordRow {
  const company = kind === "company" || !facts?.companyId ? null : (links.get(facts.companyId) ?? null);
  const { lastMeetingAt = null, nextMeetingAt = null } = facts ?? {};
  return { kind, id, name, owner, cells, company, lastMeetingAt, nextMeetingAt };
}
