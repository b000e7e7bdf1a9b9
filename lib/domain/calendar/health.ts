import { ProviderError } from "../errors";
import { elapsed, hours, type Instant, minutes, shift } from "../time/instant";
import type { ConnectionState } from "./connection";

export type HealthChange = { state: ConnectionState; reason: string | null; pausedUntil: Instant | null };

/**
 * What a failed call means for the connection (RULES C8). `retry` says whether the job is worth another try by itself;
 * a paused connection comes back by the timetable.
 */
export function healthAfter(
  error: unknown,
  failures: number,
  now: Instant,
  app: string,
): HealthChange & { retry: boolean } {
  const named = error instanceof ProviderError ? error.retryAfterMs : null;
  const kind = error instanceof ProviderError ? error.kind : "temporary";
  switch (kind) {
    case "reauthorise":
      return {
        state: "reconnect",
        reason: `${app} no longer accepts this connection. Reconnect to go on; nothing is lost.`,
        pausedUntil: null,
        retry: false,
      };
    case "misconfigured":
      return {
        state: "waiting",
        reason: `${app} does not know this server any more. An administrator has to check its client settings.`,
        pausedUntil: shift(now, hours(1)),
        retry: false,
      };
    case "slow-down":
      return {
        state: "paused",
        reason: `${app} asked us to slow down. Changes follow in a moment.`,
        pausedUntil: shift(now, waitFor(error, failures)),
        retry: false,
      };
    case "quota":
      return {
        state: "paused",
        reason: `${app} has paused writing for some hours. Changes still come in.`,
        pausedUntil: shift(now, hours(1)),
        retry: false,
      };
    default:
      return {
        state: "waiting",
        reason: `${app} does not answer. We keep trying.`,
        pausedUntil: named === null ? null : shift(now, named),
        retry: named === null,
      };
  }
}

/** Exponential back-off in milliseconds, at most 64 s, unless the provider named a wait. Jitter is the queue's. */
function waitFor(error: unknown, failures: number): number {
  const named = error instanceof ProviderError ? error.retryAfterMs : null;
  return named ?? Math.min(1_000 * 2 ** Math.min(failures, 6), 64_000);
}

/** The middle of the measured delays, in seconds with one decimal; null without any. */
export function medianSeconds(lagsMs: readonly number[]): number | null {
  const sorted = [...lagsMs].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined ? null : Math.round(middle / 100) / 10;
}

/** The delay of one change, when it can be told: between now and at most an hour ago. */
export function lagOf(changedAt: Instant | null, now: Instant): number | null {
  if (changedAt === null) return null;
  const ms = elapsed(changedAt, now);
  return ms >= 0 && ms <= minutes(60) ? ms : null;
}
