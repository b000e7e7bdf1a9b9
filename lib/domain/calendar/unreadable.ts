import { ProviderError } from "../errors";
import { type Instant, minutes, shift } from "../time/instant";

/** Failures in a row before a single event is suspected: the waits between them make more than two minutes. */
const PATIENCE = 8;
/** More in one round than this, and it is the calendar that does not answer. */
export const MOST_SET_ASIDE = 20;
const LONGEST_WAIT = 6;

/**
 * Whether a failed look-up may be about a single event: the provider stumbled over it, or we did. What is about the grant, the
 * rate or this server is not, however often it comes; a refusal need not be repeated to be one.
 */
export function mayBeOneEvents(error: unknown, failuresBefore: number): boolean {
  if (error instanceof ProviderError && error.kind === "refused") return true;
  const isStumble = !(error instanceof ProviderError) || error.kind === "temporary";
  return isStumble && failuresBefore >= PATIENCE;
}

/** When an event that could not be read is asked for again: after 1, 2, 4 … 64 minutes, or as soon as it is named again. */
export const triedAgainAt = (failuresBefore: number, now: Instant): Instant =>
  shift(now, minutes(2 ** Math.min(failuresBefore, LONGEST_WAIT)));
