import { elapsed, type Instant, minutes } from "../time/instant";

/** Failures in a row for one address, since the first of them. */
export type FailedSignIns = { failures: number; firstFailureAt: Instant };

const WINDOW = minutes(15);
const MAX_FAILURES = 5;

/**
 * Whether one more try is allowed, and what to count if it fails. After five failures within 15 minutes of the first one,
 * every try is refused until those 15 minutes are over; refused tries do not make the wait longer.
 */
export function judgeSignIn(
  past: FailedSignIns | null,
  now: Instant,
): { allowed: true; ifItFails: FailedSignIns } | { allowed: false } {
  const current = past && elapsed(past.firstFailureAt, now) < WINDOW ? past : null;
  if (!current) return { allowed: true, ifItFails: { failures: 1, firstFailureAt: now } };
  if (current.failures >= MAX_FAILURES) return { allowed: false };
  return { allowed: true, ifItFails: { ...current, failures: current.failures + 1 } };
}
