import { ApiError, invalidQuery } from "./api-error";

const KNOWN = new Set(["$select", "$filter", "$orderby", "$top", "$skip", "$expand", "$count"]);
const MAX_TOP = 1000;

/** How a list is to be cut: `$top`, `$skip` and the page size of `Prefer`. */
export type Paging = { top: number; skip: number };

/** Refuses system query options a resource does not take: 400. */
export function refuseOptions(query: URLSearchParams, allowed: string[]): void {
  for (const name of query.keys()) {
    if (!name.startsWith("$")) continue;
    if (!KNOWN.has(name) || !allowed.includes(name)) {
      throw invalidQuery(`The query option '${name}' is not supported for this resource.`);
    }
  }
}

/** The members named in `$select`, with what always comes along; 400 for members an event does not have. */
export function select(item: Record<string, unknown>, query: URLSearchParams): Record<string, unknown> {
  const text = query.get("$select");
  if (!text) return item;
  const names = text.split(",").map((name) => name.trim());
  const entries = Object.entries(item).filter(
    ([name]) => name.startsWith("@") || name === "id" || names.includes(name),
  );
  return Object.fromEntries(entries);
}

/** Reads `$top` and `$skip`; ten rows unless told. */
export function readPaging(query: URLSearchParams, pageSize: number | undefined): Paging {
  return { top: wholeNumber(query, "$top", pageSize ?? 10), skip: wholeNumber(query, "$skip", 0) };
}

/** The same address for the next page. */
export function nextLink(base: string, query: URLSearchParams, { top, skip }: Paging): string {
  const next = new URLSearchParams(query);
  next.set("$skip", String(skip + top));
  // Graph writes its own options with a plain dollar sign.
  return `${base}?${next.toString().replace(/%24/g, "$")}`;
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || (name === "$top" && (value < 1 || value > MAX_TOP))) {
    throw new ApiError(400, "ErrorInvalidUrlQueryFilter", `Invalid value '${text}' for '${name}'.`);
  }
  return value;
}
