/**
 * A header of an answer. The client's types promise a plain object; at run time it is a `Headers` of the client's own fetch,
 * which need not be this realm's class.
 */
export function headerOf(headers: unknown, name: string): string | null {
  if (typeof headers !== "object" || headers === null) return null;
  if ("get" in headers && typeof headers.get === "function") return textOf(headers.get(name));
  return textOf((headers as Record<string, unknown>)[name]);
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
