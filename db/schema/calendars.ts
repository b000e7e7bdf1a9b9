import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts, users } from "./accounts";
import { accountId, instant } from "./columns";

/** The account's calendar app. The primary key is the rule: Google or Outlook, never both (RULES C4). */
export const installedIntegrations = pgTable(
  "installed_integrations",
  {
    accountId: uuid("account_id").primaryKey(),
    provider: text({ enum: ["google", "microsoft"] }).notNull(),
    installedBy: uuid("installed_by").notNull(),
    installedAt: instant("installed_at").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.installedBy], foreignColumns: [users.accountId, users.id] }),
  ],
);

/** One user's connected calendar. A disconnected row stays, without tokens, so that the same account can resume (RULES C6). */
export const calendarConnections = pgTable(
  "calendar_connections",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    provider: text({ enum: ["google", "microsoft"] }).notNull(),
    /** The provider's stable subject; never the address. */
    subject: text().notNull(),
    email: text().notNull(),
    zone: text().notNull(),
    /** AES-256-GCM, key id in front; null once disconnected. */
    credentials: text(),
    /** Raised by every stored refresh, so that two processes cannot overwrite each other. */
    credentialsVersion: integer("credentials_version").notNull().default(1),
    scopes: text().notNull(),
    state: text({
      enum: ["in-sync", "catching-up", "waiting", "paused", "reconnect", "disconnected"],
    }).notNull(),
    reason: text(),
    /** The one button that mends it; null when nothing needs mending or nobody here can. */
    mend: text({ enum: ["sync-now", "reconnect", "other-account"] }),
    cursor: text(),
    /** Events created from here on are ours to log (RULES I4); by the provider's clock. */
    activeSince: instant("active_since").notNull(),
    connectedAt: instant("connected_at").notNull(),
    disconnectedAt: instant("disconnected_at"),
    lastPullAt: instant("last_pull_at"),
    lastChangeAt: instant("last_change_at"),
    /** Nothing is sent to the provider before this moment. */
    pausedUntil: instant("paused_until"),
    failures: integer().notNull().default(0),
    /** The person's switch "Sync my calendar": off means that nothing is read and nothing is written. */
    syncing: boolean().notNull().default(true),
    /** Events looked at by the round that runs now; null between rounds. */
    seen: integer(),
    /** What the next consent has to ask for, as the provider said when it refused our tokens. No secret. */
    consentClaims: text("consent_claims"),
    /** A request for an invitation holds this mailbox until then, so that few run at once. */
    pushingUntil: instant("pushing_until"),
    /** Someone has a page open: poll faster until then (RULES N2). */
    watchedUntil: instant("watched_until"),
    /** Until when occurrences that took place are logged one by one (RULES N5); null while that is off. */
    occurrencesUntil: instant("occurrences_until"),
    /** Milliseconds from the provider's change to our timeline, newest last, at most 50. */
    recentLags: integer("recent_lags").array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("calendar_connections_one_per_user")
      .on(t.accountId, t.userId)
      .where(sql`${t.disconnectedAt} is null`),
    uniqueIndex("calendar_connections_one_per_subject")
      .on(t.accountId, t.provider, t.subject)
      .where(sql`${t.disconnectedAt} is null`),
    index("calendar_connections_due").on(t.state, t.lastPullAt),
    check("calendar_connections_forget", sql`${t.disconnectedAt} is null or ${t.credentials} is null`),
  ],
);

/** Push channels. The secret is kept as a hash only; a channel is known until it has expired. */
export const watchChannels = pgTable(
  "watch_channels",
  {
    accountId: accountId(),
    id: text().notNull(),
    connectionId: uuid("connection_id").notNull(),
    resourceId: text("resource_id"),
    secretHash: text("secret_hash").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    stoppedAt: instant("stopped_at"),
    /** Of a channel that could not be opened or prolonged: when to try again. */
    retryAt: instant("retry_at"),
    /** When what stands now was granted: by opening it, or by prolonging it since. */
    grantedAt: instant("granted_at"),
    /** The last message that came through it. */
    lastSignalAt: instant("last_signal_at"),
    /** It has to be renewed before its time: the provider asked, or it has gone deaf. */
    renewAskedAt: instant("renew_asked_at"),
    lastMessage: bigint("last_message", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarConnections.accountId, calendarConnections.id],
    }).onDelete("cascade"),
    index("watch_channels_id").on(t.id),
    index("watch_channels_connection").on(t.accountId, t.connectionId),
  ],
);

/** Signs of life of worker processes, for the health probe; under the nil account, since a worker serves all. */
export const workerHeartbeats = pgTable(
  "worker_heartbeats",
  {
    accountId: accountId(),
    workerId: text("worker_id").notNull(),
    beatAt: instant("beat_at").notNull(),
    lastJobAt: instant("last_job_at"),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.workerId] })],
);
