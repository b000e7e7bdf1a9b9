import { readSort } from "@/lib/domain/records/index-query";
import { kindWords, type RecordKind } from "@/lib/domain/records/record";

/** What the address of an index page asks for. */
export type IndexQuery = { q: string; sort: string; direction: "asc" | "desc"; cursor: string | null };

export type SearchParams = Record<string, string | string[] | undefined>;

const single = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? "";
const directionOf = (text: string): "asc" | "desc" | undefined =>
  text === "asc" || text === "desc" ? text : undefined;

/** Reads `?q= ?sort= ?dir= ?cursor=`; what makes no sense is as if it had not been asked. */
export function readIndexQuery(kind: RecordKind, params: SearchParams): IndexQuery {
  const sort = readSort(kind, single(params.sort), directionOf(single(params.dir)));
  return {
    q: single(params.q).trim().slice(0, 200),
    sort: sort.name,
    direction: sort.direction,
    cursor: single(params.cursor) || null,
  };
}

/** The address of an index page with some of its query changed. Anything but a cursor starts from the first page. */
export function indexHref(kind: RecordKind, query: IndexQuery, change: Partial<IndexQuery>): string {
  const next = { ...query, cursor: null, ...change };
  const usual = next.sort === "name" && next.direction === "asc";
  const params = new URLSearchParams({
    ...(next.q ? { q: next.q } : {}),
    ...(usual ? {} : { sort: next.sort, dir: next.direction }),
    ...(next.cursor ? { cursor: next.cursor } : {}),
  }).toString();
  return `${kindWords[kind].path}${params ? `?${params}` : ""}`;
}

/** What pressing a column's header asks for: the other direction, or this column in its usual direction. */
export function nextSort(
  kind: RecordKind,
  query: IndexQuery,
  column: string,
): Pick<IndexQuery, "sort" | "direction"> {
  if (query.sort === column) return { sort: column, direction: query.direction === "asc" ? "desc" : "asc" };
  const { name, direction } = readSort(kind, column, undefined);
  return { sort: name, direction };
}
