import { type DeadGrant, ProviderError } from "../errors";
import { elapsed, hours, type Instant, minutes, shift } from "../time/instant";
import { type ConnectionState, type Mend, type ProviderName, providerWords } from "./connection";

export type HealthChange = {
  state: ConnectionState;
  reason: string | null;
  mend: Mend | null;
  pausedUntil: Instant | null;
};

export type Failing = {
  provider: ProviderName;
  /** Failures in a row before this one. */
  failures: number;
  now: Instant;
  /** From 0 to 1, drawn anew each time: it keeps many connections from coming back at the same moment. */
  chance: number;
};

const MOST_BACK_OFF_MS = 64_000;
const JITTER_MS = 1_000;

/**
 * What a failed call means for the connection (RULES C8; providers' error tables). A connection that waits comes back by
 * the job that is left for the end of its wait, and nothing asks the provider before, unless its person presses Sync now.
 */
export function healthAfter(error: unknown, failing: Failing): HealthChange {
  const { app, maker } = providerWords[failing.provider];
  const failure = error instanceof ProviderError ? error : null;
  switch (failure?.kind) {
    case "reauthorise":
      return dead("reconnect", deadWords[failure.why ?? "unknown"](app, maker));
    case "no-calendar":
      return dead(
        "other-account",
        `This ${maker} account has no calendar that can be read. Connect another account, or ask your administrator for a mailbox.`,
      );
    case "misconfigured":
      return {
        ...paused("waiting", failing, hours(1)),
        reason: `${app} does not know this server any more. An administrator has to check its client settings.`,
      };
    case "slow-down":
      return {
        ...paused("paused", failing, failure.retryAfterMs ?? backOff(failing.failures)),
        reason: `${app} asked us to slow down. Changes follow in a moment.`,
      };
    case "quota":
      return {
        ...paused("paused", failing, hours(1)),
        reason: `${app} has paused writing for some hours. Changes still come in.`,
      };
    case "refused":
    case "not-organiser":
      return {
        ...paused("waiting", failing, hours(1)),
        reason: `${app} refuses to show this account's calendar. Reconnect, or ask your administrator.`,
        mend: "reconnect",
      };
    default:
      return {
        ...paused("waiting", failing, failure?.retryAfterMs ?? backOff(failing.failures)),
        reason: failure
          ? `${app} does not answer. We keep trying.`
          : "Something went wrong on our side while this calendar was read. We keep trying.",
        mend: failure?.retryAfterMs == null ? "sync-now" : null,
      };
  }
}

const deadWords: Record<DeadGrant | "unknown", (app: string, maker: string) => string> = {
  revoked: (_, maker) =>
    `Access was withdrawn at ${maker}, or the password was changed. Reconnect to go on; nothing is lost.`,
  expired: (app) => `The access to ${app} has run out. Reconnect to go on; nothing is lost.`,
  blocked: (_, maker) =>
    `An administrator of your ${maker} organisation has blocked Almanac. Ask them to allow it, then reconnect.`,
  scope: (_, maker) =>
    `The calendar permission was taken back at ${maker}. Reconnect and allow it to go on; nothing is lost.`,
  "sign-in": (_, maker) => `${maker} wants you to sign in again. Reconnect to go on; nothing is lost.`,
  "person-gone": (_, maker) =>
    `${maker} no longer knows this account, or it was switched off. Meetings stay as they are.`,
  unknown: (app) => `${app} no longer accepts this connection. Reconnect to go on; nothing is lost.`,
};

const dead = (mend: Mend, reason: string) => ({
  state: "reconnect" as const,
  reason,
  mend,
  pausedUntil: null,
});

/** Waits `ms` and up to a second more. A wait the provider asked for is kept, whoever presses what. */
function paused(state: "waiting" | "paused", { now, chance }: Failing, ms: number): HealthChange {
  return { state, reason: null, mend: null, pausedUntil: shift(now, ms + Math.round(chance * JITTER_MS)) };
}

const backOff = (failures: number): number => Math.min(1_000 * 2 ** Math.min(failures, 6), MOST_BACK_OFF_MS);

/** The middle of the measured delays, in seconds with one decimal; null without any. */
export function medianSeconds(lagsMs: readonly number[]): number | null {
  const sorted = [...lagsMs].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined ? null : Math.round(middle / 100) / 10;
}

/** The delay of one change, when it can be told: between now and at most a day ago. */
export function lagOf(changedAt: Instant | null, now: Instant): number | null {
  if (changedAt === null) return null;
  const ms = elapsed(changedAt, now);
  return ms >= 0 && ms <= hours(24) ? ms : null;
}

/**
 * The state as it is now, whatever was last written down: a calendar that nobody has looked at for long is not in sync. Null
 * while the stored state is the truth.
 */
export function overdue(
  connection: { state: ConnectionState; syncing: boolean; lookedAt: Instant },
  now: Instant,
  pollEveryMs: number,
): Pick<HealthChange, "state" | "reason" | "mend"> | null {
  const isCalm = connection.state === "in-sync" || connection.state === "catching-up";
  if (!connection.syncing || !isCalm) return null;
  if (elapsed(connection.lookedAt, now) <= 2 * pollEveryMs + minutes(2)) return null;
  const reason =
    "Almanac has not looked at this calendar for a while. An administrator has to see to its worker.";
  return { state: "waiting", reason, mend: null };
}

const DEAF_AFTER_MS = minutes(2);

/**
 * Whether a push channel that should have told of a change has not: the change is minutes old, the channel stood before it,
 * and no message has come since. A provider that drops a channel says nothing about it.
 */
export function isDeaf(
  channel: { grantedAt: Instant; lastSignalAt: Instant | null } | null,
  newestChangeAt: Instant | null,
  now: Instant,
): boolean {
  if (!channel || !newestChangeAt || newestChangeAt <= channel.grantedAt) return false;
  const wasTold = channel.lastSignalAt !== null && channel.lastSignalAt >= newestChangeAt;
  return !wasTold && elapsed(newestChangeAt, now) >= DEAF_AFTER_MS;
}
