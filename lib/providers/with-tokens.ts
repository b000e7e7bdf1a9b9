import type { Access, Credentials } from "@/lib/domain/calendar/provider";
import type { ProviderError } from "@/lib/domain/errors";
import { elapsed, type Instant, minutes } from "@/lib/domain/time/instant";

const RENEW_AHEAD_MS = minutes(5);

/** One try of a call: done, or its access token was not taken (then the failure that stands if a fresh one is not either). */
export type Attempt<T> = { done: T } | { refused: ProviderError };

/**
 * Makes a call with usable tokens: traded beforehand when they run out within five minutes, and once more when the provider
 * does not take them. Rejects with what the trade, the storing or the call rejects with; never tries a third time.
 */
export async function withTokens<T>(
  access: Access,
  how: { now: Instant; trade: (current: Credentials) => Promise<Credentials> },
  attempt: (accessToken: string) => Promise<Attempt<T>>,
): Promise<T> {
  const known = access.credentials();
  const held = runsOut(known, how.now) ? await access.renew(known, how.trade) : known;
  const first = await attempt(held.accessToken);
  if ("done" in first) return first.done;
  const fresh = await access.renew(held, how.trade);
  const second = await attempt(fresh.accessToken);
  if ("done" in second) return second.done;
  throw second.refused;
}

const runsOut = ({ expiresAt }: Credentials, now: Instant): boolean =>
  expiresAt !== null && elapsed(now, expiresAt) < RENEW_AHEAD_MS;
