import { elapsed, hours, type Instant, minutes, shift } from "../time/instant";
import type { ConnectionState } from "./connection";

/** A push channel that stands at the provider, as far as we know. */
export type StandingChannel = {
  grantedAt: Instant;
  expiresAt: Instant | null;
  /** The provider asked for a renewal, or the channel has gone deaf. */
  renewAskedAt: Instant | null;
};

/** What the timetable sees of a connection. */
export type LiveConnection = {
  state: ConnectionState;
  lastPullAt: Instant | null;
  pausedUntil: Instant | null;
  /** Someone has a page open until then. */
  watchedUntil: Instant | null;
  channel: StandingChannel | null;
  /** No channel could be opened; the next try is due then. */
  pushRetryAt: Instant | null;
};

export type Due = { pull: boolean; renew: boolean };

const WATCHED_POLL_MS = 10_000;
const IDLE_POLL_MS = 60_000;
const QUIET_PUSH_MS = minutes(15);
const WATCHED_PUSH_MS = minutes(2);
const REFUSED_PAUSE_MS = hours(1);
const FAILED_PAUSE_MS = minutes(1);
/** Microsoft wants a renewal asked for at most this often (learn.microsoft.com, lifecycle notifications). */
const RENEW_PAUSE_MS = minutes(10);

/**
 * What is due for a connection now: a pull when it has been quiet too long (RULES I14, N2), a renewal well before the
 * channel ends. `pushPossible` is false where the provider cannot reach this server.
 */
export function workDue(connection: LiveConnection, now: Instant, pushPossible: boolean): Due {
  if (connection.state === "reconnect" || connection.state === "disconnected")
    return { pull: false, renew: false };
  if (connection.pausedUntil !== null && connection.pausedUntil > now) return { pull: false, renew: false };
  return {
    pull: isQuiet(connection, now, pushPossible),
    renew: pushPossible && needsChannel(connection.channel, now) && mayAsk(connection.pushRetryAt, now),
  };
}

function isQuiet(connection: LiveConnection, now: Instant, pushPossible: boolean): boolean {
  if (connection.lastPullAt === null) return true;
  return elapsed(connection.lastPullAt, now) >= pollEvery(connection, now, pushPossible);
}

type Polled = Pick<LiveConnection, "state" | "channel" | "watchedUntil">;

/**
 * Milliseconds between pulls: 10 s while someone looks, 60 s else. Where push stands and works, a safety net: 2 min while
 * someone looks, 15 min else.
 */
export function pollEvery(connection: Polled, now: Instant, pushPossible: boolean): number {
  const { channel, state, watchedUntil } = connection;
  const pushed = pushPossible && isStanding(channel, now) && state !== "waiting";
  const watched = watchedUntil !== null && watchedUntil > now;
  if (pushed) return watched ? WATCHED_PUSH_MS : QUIET_PUSH_MS;
  return watched ? WATCHED_POLL_MS : IDLE_POLL_MS;
}

/** A channel that has neither ended nor gone deaf. */
export const isStanding = (channel: StandingChannel | null, now: Instant): boolean =>
  channel !== null &&
  channel.renewAskedAt === null &&
  (channel.expiresAt === null || channel.expiresAt > now);

/** True from half of what the provider granted, when it asked for a renewal itself, and when there is no channel. */
export function needsChannel(channel: StandingChannel | null, now: Instant): boolean {
  if (channel === null) return true;
  if (channel.renewAskedAt !== null && elapsed(channel.grantedAt, now) >= RENEW_PAUSE_MS) return true;
  const at = renewsAt(channel);
  return at !== null && at <= now;
}

/** Half of what the provider granted; null for a channel without an end. */
export const renewsAt = ({ grantedAt, expiresAt }: StandingChannel): Instant | null =>
  expiresAt === null ? null : shift(grantedAt, elapsed(grantedAt, expiresAt) / 2);

/** Whether a channel that could not be opened may be tried again. */
export const mayAsk = (retryAt: Instant | null, now: Instant): boolean => retryAt === null || retryAt <= now;

/** When to try again to open a channel: a refusal lasts, a failure passes. `chance` from 0 to 1 spreads many tries. */
export const nextTry = (isRefused: boolean, now: Instant, chance: number): Instant =>
  shift(now, (isRefused ? REFUSED_PAUSE_MS : FAILED_PAUSE_MS) + Math.round(chance * minutes(1)));

/** Whether an unopened channel was refused rather than that something failed on the way. */
export const wasRefused = (unopened: { createdAt: Instant; retryAt: Instant | null } | null): boolean =>
  unopened?.retryAt != null && elapsed(unopened.createdAt, unopened.retryAt) >= REFUSED_PAUSE_MS;
