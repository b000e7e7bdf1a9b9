import { z } from "zod";
import { fromOpaque, toOpaque } from "../opaque";
import { indexColumns, propertyOf } from "./properties";
import type { RecordKind } from "./record";

export type SortKey = { name: string; type: "text" | "number" | "date" | "moment" | "rank" };

/** How an index page is ordered. `options` rank the values of a select property, which do not sort by alphabet. */
export type IndexSort = SortKey & { direction: "asc" | "desc"; options: readonly string[] };

/** The order a URL asks for; by name when it asks for none, or for a column that cannot be sorted by. */
export function readSort(
  kind: RecordKind,
  sort: string | undefined,
  direction: "asc" | "desc" | undefined,
): IndexSort {
  const sortable = indexColumns[kind].some((column) => column.name === sort && column.sortable);
  const property = sortable && sort ? propertyOf(kind, sort) : undefined;
  if (!property) return { name: "name", type: "text", direction: direction ?? "asc", options: [] };
  const type = sortTypes[property.type] ?? "text";
  // The newest record is what one looks for; everything else begins with the smallest.
  const usual = type === "moment" ? "desc" : "asc";
  return { name: property.name, type, direction: direction ?? usual, options: property.options ?? [] };
}

const sortTypes: Partial<Record<string, SortKey["type"]>> = {
  number: "number",
  money: "number",
  date: "date",
  moment: "moment",
  select: "rank",
};

/** A place between two rows of an ordered list: the row it stands after (or before), and which way to read on. */
export type IndexCursor = { key: string | null; id: string; toward: "next" | "previous" };

const stored = z.object({
  s: z.string(),
  d: z.enum(["asc", "desc"]),
  k: z.string().max(2_000).nullable(),
  i: z.uuid(),
  t: z.enum(["next", "previous"]),
});

export function writeCursor(sort: IndexSort, cursor: IndexCursor): string {
  const { key, id, toward } = cursor;
  return toOpaque({ s: sort.name, d: sort.direction, k: key, i: id, t: toward });
}

/** The place a cursor names; null for none, for one of another order and for anything made up: the list starts anew. */
export function readCursor(sort: IndexSort, text: string | undefined): IndexCursor | null {
  const parsed = text ? stored.safeParse(fromOpaque(text)) : null;
  if (!parsed?.success) return null;
  const { s, d, k, i, t } = parsed.data;
  if (s !== sort.name || d !== sort.direction || !fits(sort, k)) return null;
  return { key: k, id: i, toward: t };
}

const shapes: Record<SortKey["type"], RegExp> = {
  text: /^[^\0]*$/su,
  number: /^-?\d{1,20}(\.\d{1,10})?$/,
  rank: /^\d{1,3}$/,
  date: /^\d{4}-\d\d-\d\d$/,
  moment: /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
};

function fits(sort: IndexSort, key: string | null): boolean {
  if (key === null) return sort.name !== "name" && sort.name !== "createdAt";
  return shapes[sort.type].test(key) && (!isDated(sort) || isRealDay(key.slice(0, 10)));
}

const isDated = (sort: IndexSort): boolean => sort.type === "date" || sort.type === "moment";
const isRealDay = (day: string): boolean => z.iso.date().safeParse(day).success;
