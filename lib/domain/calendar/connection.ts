import type { UserRef } from "../records/record";
import type { Instant } from "../time/instant";

export const providerNames = ["google", "microsoft"] as const;
export type ProviderName = (typeof providerNames)[number];

export const providerWords: Record<
  ProviderName,
  { app: string; conference: string; consent: string; maker: string }
> = {
  google: { app: "Google Calendar", conference: "Google Meet", consent: "Allow", maker: "Google" },
  microsoft: {
    app: "Outlook Calendar",
    conference: "Microsoft Teams",
    consent: "Accept",
    maker: "Microsoft",
  },
};

/** True state of a connection, in the words of Settings > General > Calendar. */
export const connectionStates = [
  "in-sync",
  "catching-up",
  "waiting",
  "paused",
  "reconnect",
  "disconnected",
] as const;
export type ConnectionState = (typeof connectionStates)[number];

/** A person's own connected calendar, without anything secret. */
export type ConnectionView = {
  id: string;
  provider: ProviderName;
  email: string;
  state: ConnectionState;
  /** One sentence; null when all is well. */
  reason: string | null;
  connectedAt: Instant;
  lastChangeAt: Instant | null;
  lastPullAt: Instant | null;
  /** Null while no push channel stands and the calendar is polled. */
  channelExpiresAt: Instant | null;
  push: "push" | "poll";
  meetings: number;
  /** Median seconds from a change at the provider to our timeline; null before the first. */
  lagSeconds: number | null;
};

/** The account's installed calendar app (RULES C4: one, or none). */
export type InstalledIntegration = {
  provider: ProviderName;
  installedBy: UserRef | null;
  installedAt: Instant;
};

export type CalendarSettings = {
  connection: ConnectionView | null;
  installed: InstalledIntegration | null;
  mayInstall: boolean;
  admins: UserRef[];
  /** Which providers this server has client settings for. */
  configured: Record<ProviderName, boolean>;
};

/** What the page says after the way back from the provider (RULES C1, C7); carried as `?calendar=<code>`. */
export const connectResults = [
  "installed",
  "connected",
  "denied",
  "scope-missing",
  "state-mismatch",
  "code-reused",
  "session-expired",
  "provider-down",
  "not-configured",
  "not-installed",
  "other-installed",
  "account-taken",
  "not-admin",
  "failed",
] as const;
export type ConnectResult = (typeof connectResults)[number];
