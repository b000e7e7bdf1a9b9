import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accountId, instant } from "./columns";

export const accounts = pgTable("accounts", {
  accountId: uuid("account_id").primaryKey(),
  name: text().notNull(),
  timeZone: text("time_zone").notNull(),
  currency: text().notNull().default("EUR"),
  createdAt: instant("created_at").notNull(),
});

/** The organisation's own domains: people there are never contacts of a meeting (RULES I3). */
export const accountDomains = pgTable(
  "account_domains",
  {
    accountId: accountId(),
    domain: text().notNull(),
    kind: text({ enum: ["main", "connected"] }).notNull(),
    /** Null for the domain the account was made with. */
    addedBy: uuid("added_by"),
    addedAt: instant("added_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.domain] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    check("account_domains_lower", sql`${t.domain} = lower(${t.domain})`),
  ],
);

export const users = pgTable(
  "users",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ["admin", "member", "viewer"] }).notNull(),
    timeZone: text("time_zone").notNull(),
    passwordHash: text("password_hash"),
    createdAt: instant("created_at").notNull(),
    deactivatedAt: instant("deactivated_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    uniqueIndex("users_email").on(t.accountId, t.email),
    index("users_sign_in").on(t.email),
    check("users_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

/**
 * A user's Google or Microsoft account for signing in, linked at the first sign-in. The subject is the provider's stable
 * key, never the address; it has nothing to do with a connected calendar.
 */
export const userIdentities = pgTable(
  "user_identities",
  {
    accountId: accountId(),
    provider: text({ enum: ["google", "microsoft"] }).notNull(),
    subject: text().notNull(),
    userId: uuid("user_id").notNull(),
    linkedAt: instant("linked_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.provider, t.subject] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete(
      "cascade",
    ),
    index("user_identities_sign_in").on(t.provider, t.subject),
  ],
);

/** What a user is told of at the bell. One per cause: `key` names the cause and is free again once it is over. */
export const notifications = pgTable(
  "notifications",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    key: text().notNull(),
    tone: text({ enum: ["problem", "good", "plain"] }).notNull(),
    title: text().notNull(),
    text: text().notNull(),
    href: text().notNull(),
    at: instant().notNull(),
    readAt: instant("read_at"),
    /** The cause is over. */
    resolvedAt: instant("resolved_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("notifications_once").on(t.accountId, t.userId, t.key).where(sql`${t.resolvedAt} is null`),
    index("notifications_newest").on(t.accountId, t.userId, t.at.desc(), t.id),
  ],
);

/** Failed sign-ins, counted to slow guessing down; addresses nobody has are counted under the nil account. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    accountId: accountId(),
    /** SHA-256 of the address, so that the table holds no list of people. */
    addressHash: text("address_hash").notNull(),
    failures: integer().notNull(),
    firstFailureAt: instant("first_failure_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.addressHash] })],
);

export const auditLog = pgTable(
  "audit_log",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    at: instant().notNull(),
    actor: text({ enum: ["user", "system", "webhook"] }).notNull(),
    userId: uuid("user_id"),
    action: text().notNull(),
    subject: text(),
    details: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    index("audit_log_newest").on(t.accountId, t.at.desc(), t.id),
  ],
);

export const savedViews = pgTable(
  "saved_views",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    kind: text({ enum: ["contact", "company", "deal", "ticket"] }).notNull(),
    name: text().notNull(),
    ownerId: uuid("owner_id"),
    shared: boolean().notNull().default(false),
    position: integer().notNull(),
    query: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.ownerId], foreignColumns: [users.accountId, users.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("saved_views_name").on(t.accountId, t.kind, t.ownerId, t.name),
  ],
);
