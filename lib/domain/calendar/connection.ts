import type { UserRef } from "../records/record";
import type { Instant } from "../time/instant";
import type { LossCount } from "./sweep";

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

/** The one button that mends a connection, in the words of the page: try now, consent again, or choose another account. */
export type Mend = "sync-now" | "reconnect" | "other-account";

/** How a calendar's changes reach us, and if not by push, why. */
export type Delivery = "push" | "poll-private-address" | "poll-refused" | "poll-for-now";

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
  /** The switch "Sync my calendar"; off: nothing is read, and meetings are logged without event or invitation. */
  syncing: boolean;
  /** Null when nothing needs mending, or nobody here can. */
  mend: Mend | null;
  /** Events looked at so far while catching up; null otherwise. */
  seen: number | null;
  /** When the push channel is prolonged; null while the calendar is polled. */
  renewsAt: Instant | null;
  delivery: Delivery;
  /** Milliseconds between pulls while polled, or between safety pulls while push stands. */
  pollEveryMs: number;
  meetings: number;
  /** Median seconds from a change at the provider to our timeline; null before the first. */
  lagSeconds: number | null;
};

/** Whose calendar is connected, as teammates may know it: no address, no content. */
export type ConnectedTeammate = { user: UserRef; connectedAt: Instant; state: ConnectionState };

/** What an uninstall would do, counted now (RULES C6). */
export type UninstallEffects = {
  people: UserRef[];
  /** Meetings whose invitation has not gone out yet, and then never will. */
  pendingInvitations: number;
  /** Time off that was added, changed or removed here, and that a calendar was not told of yet and then never will be. */
  pendingTimeOff: number;
  meetings: number;
};

/** The account's installed calendar app (RULES C4: one, or none). */
export type InstalledIntegration = {
  provider: ProviderName;
  installedBy: UserRef | null;
  installedAt: Instant;
};

export type CalendarSettings = {
  connection: ConnectionView | null;
  /** What of the own calendar is missing and waits for its person's word (RULES N4); null while nothing does. */
  review: LossCount | null;
  installed: InstalledIntegration | null;
  mayInstall: boolean;
  admins: UserRef[];
  /** Everyone whose calendar is connected now. */
  team: ConnectedTeammate[];
  /** For administrators while something is installed; null for everyone else. */
  effects: UninstallEffects | null;
  /** Which providers this server has client settings for. */
  configured: Record<ProviderName, boolean>;
};

/** What the page says after the way back from the provider (RULES C1, C7); carried as `?calendar=<code>`. */
export const connectResults = [
  "installed",
  "connected",
  "switched",
  "admin-approved",
  "denied",
  "ask-admin",
  "wrong-account",
  "no-calendar",
  "misconfigured",
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
