const MAX_CLAIMS = 4_096;

/** Claims to ask for at the next consent: JSON of a bearable length, or null. They go into an address as they are. */
export function boundedClaims(text: string): string | null {
  if (text.length > MAX_CLAIMS) return null;
  try {
    const claims: unknown = JSON.parse(text);
    return typeof claims === "object" && claims !== null ? JSON.stringify(claims) : null;
  } catch {
    return null;
  }
}
