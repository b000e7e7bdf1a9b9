import { days, elapsed, type Instant, minutes } from "../time/instant";
import type { ConnectionState } from "./connection";

/** What the timetable sees of a connection. */
export type LiveConnection = {
  state: ConnectionState;
  lastPullAt: Instant | null;
  pausedUntil: Instant | null;
  /** Someone has a page open until then. */
  watchedUntil: Instant | null;
  channel: { createdAt: Instant; expiresAt: Instant | null } | null;
};

export type Due = { pull: boolean; renew: boolean };

const WATCHED_POLL_MS = 10_000;
const IDLE_POLL_MS = 60_000;
const QUIET_PUSH_MS = minutes(15);

/**
 * What is due for a connection now: a pull when it has been quiet too long (RULES I14, N2), a new channel well before the
 * old one ends. `pushPossible` is false where the provider cannot reach this server.
 */
export function workDue(connection: LiveConnection, now: Instant, pushPossible: boolean): Due {
  if (connection.state === "reconnect" || connection.state === "disconnected")
    return { pull: false, renew: false };
  if (connection.pausedUntil !== null && connection.pausedUntil > now) return { pull: false, renew: false };
  return {
    pull: isQuiet(connection, now, pushPossible),
    renew: pushPossible && needsChannel(connection.channel, now),
  };
}

function isQuiet(connection: LiveConnection, now: Instant, pushPossible: boolean): boolean {
  if (connection.lastPullAt === null) return true;
  return elapsed(connection.lastPullAt, now) >= pollEvery(connection, now, pushPossible);
}

/** Milliseconds between pulls: 10 s while someone looks, 60 s else; 15 min as a safety net where push stands. */
export function pollEvery(connection: LiveConnection, now: Instant, pushPossible: boolean): number {
  const pushed = pushPossible && connection.channel !== null && !isOver(connection.channel.expiresAt, now);
  if (pushed) return QUIET_PUSH_MS;
  return connection.watchedUntil !== null && connection.watchedUntil > now ? WATCHED_POLL_MS : IDLE_POLL_MS;
}

/** True at 80 % of a channel's life or less than a day before its end, whichever comes first; and when there is none. */
export function needsChannel(channel: LiveConnection["channel"], now: Instant): boolean {
  if (channel === null) return true;
  if (channel.expiresAt === null) return false;
  const life = elapsed(channel.createdAt, channel.expiresAt);
  const left = elapsed(now, channel.expiresAt);
  return left <= life * 0.2 || (left < days(1) && life > days(2));
}

const isOver = (at: Instant | null, now: Instant): boolean => at !== null && at <= now;
