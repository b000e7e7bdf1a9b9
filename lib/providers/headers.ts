const LONGEST_WAIT_SECONDS = 3_600;

/**
 * A header of an answer. The clients' types promise a plain object; at run time it is a `Headers` of the client's own fetch,
 * which need not be this realm's class.
 */
export function headerOf(headers: unknown, name: string): string | null {
  if (typeof headers !== "object" || headers === null) return null;
  if ("get" in headers && typeof headers.get === "function") return textOf(headers.get(name));
  return textOf((headers as Record<string, unknown>)[name]);
}

/** The wait an answer names in `Retry-After`, in milliseconds and at most an hour; null when it names none. */
export function retryAfterMs(headers: unknown): number | null {
  const named = headerOf(headers, "retry-after") || "";
  // A date is measured on the provider's own clock, whatever ours says.
  const until = (Date.parse(named) - Date.parse(headerOf(headers, "date") ?? "")) / 1_000;
  const seconds = /^\d+$/.test(named) ? Number(named) : until;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, LONGEST_WAIT_SECONDS) * 1_000 : null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
