import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts, users } from "./accounts";
import { accountId, instant } from "./columns";

/** A person's own switches for their calendar. No row means the defaults. They outlive a connection. */
export const calendarPreferences = pgTable(
  "calendar_preferences",
  {
    accountId: accountId(),
    userId: uuid("user_id").notNull(),
    /** RULES I6. */
    allDayEvents: boolean("all_day_events").notNull().default(false),
    /** RULES N5: log every occurrence of a series when it takes place. */
    everyOccurrence: boolean("every_occurrence").notNull().default(false),
    /** RULES section 4. */
    timeOffSync: boolean("time_off_sync").notNull().default(true),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.userId] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Domains whose addresses are never logged, whoever they are, besides the organisation's own (RULES I3). */
export const deniedDomains = pgTable(
  "denied_domains",
  {
    accountId: accountId(),
    domain: text().notNull(),
    addedBy: uuid("added_by"),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.domain] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    check("denied_domains_lower", sql`${t.domain} = lower(${t.domain})`),
  ],
);

/** The account's list of group and distribution addresses, which are nobody in particular (RULES I10). */
export const groupAddresses = pgTable(
  "group_addresses",
  {
    accountId: accountId(),
    email: text().notNull(),
    addedBy: uuid("added_by"),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.email] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    check("group_addresses_lower", sql`${t.email} = lower(${t.email})`),
  ],
);
