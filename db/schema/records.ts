import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { accounts, users } from "./accounts";
import { accountId, instant, money } from "./columns";

/**
 * What the four kinds share: a name, an owner, a place in lists. Properties stand in a table per kind beside it, so that
 * associations and timelines have one thing to point at with real foreign keys.
 */
export const records = pgTable(
  "records",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    kind: text({ enum: ["contact", "company", "deal", "ticket"] }).notNull(),
    name: text().notNull(),
    /** Lower-cased text the index search looks through (as in HubSpot). */
    search: text().notNull(),
    ownerId: uuid("owner_id"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.ownerId], foreignColumns: [users.accountId, users.id] }),
    unique("records_kind_id").on(t.accountId, t.id, t.kind),
    index("records_by_name").on(t.accountId, t.kind, sql`lower(${t.name})`, t.id),
    index("records_by_creation").on(t.accountId, t.kind, t.createdAt, t.id),
    index("records_by_update").on(t.accountId, t.updatedAt),
    index("records_by_owner").on(t.accountId, t.ownerId),
    check("records_kind", sql`${t.kind} in ('contact','company','deal','ticket')`),
  ],
);

/** Where something is, for contacts and companies. */
const address = {
  street: text(),
  city: text(),
  state: text(),
  postalCode: text("postal_code"),
  country: text(),
};

export const contacts = pgTable(
  "contacts",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    email: text(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    phone: text(),
    mobilePhone: text("mobile_phone"),
    jobTitle: text("job_title"),
    lifecycleStage: text("lifecycle_stage"),
    leadStatus: text("lead_status"),
    timeZone: text("time_zone"),
    websiteUrl: text("website_url"),
    ...address,
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.id], foreignColumns: [records.accountId, records.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("contacts_email").on(t.accountId, t.email),
    check("contacts_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

export const companies = pgTable(
  "companies",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    domain: text(),
    industry: text(),
    type: text(),
    phone: text(),
    employees: integer(),
    annualRevenue: money("annual_revenue"),
    lifecycleStage: text("lifecycle_stage"),
    timeZone: text("time_zone"),
    description: text(),
    websiteUrl: text("website_url"),
    linkedinUrl: text("linkedin_url"),
    ...address,
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.id], foreignColumns: [records.accountId, records.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("companies_domain").on(t.accountId, t.domain),
    check("companies_domain_lower", sql`${t.domain} = lower(${t.domain})`),
  ],
);

/** Both directions of an association are rows, written together, so that either side reads one index range. */
export const associations = pgTable(
  "associations",
  {
    accountId: accountId(),
    fromId: uuid("from_id").notNull(),
    toKind: text("to_kind", { enum: ["contact", "company", "deal", "ticket"] }).notNull(),
    toId: uuid("to_id").notNull(),
    isPrimary: boolean("is_primary").notNull().default(false),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.fromId, t.toKind, t.toId] }),
    foreignKey({
      columns: [t.accountId, t.fromId],
      foreignColumns: [records.accountId, records.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.accountId, t.toId, t.toKind],
      foreignColumns: [records.accountId, records.id, records.kind],
    }).onDelete("cascade"),
    index("associations_to").on(t.accountId, t.toId),
    uniqueIndex("associations_one_primary").on(t.accountId, t.fromId, t.toKind).where(sql`${t.isPrimary}`),
    check("associations_not_itself", sql`${t.fromId} <> ${t.toId}`),
  ],
);

/**
 * Contacts that were merged into another one: where their pages lead, and by which addresses they were known. Gone with the
 * contact they became.
 */
export const mergedContacts = pgTable(
  "merged_contacts",
  {
    accountId: accountId(),
    /** The record that is no more. */
    id: uuid().notNull(),
    intoId: uuid("into_id").notNull(),
    name: text().notNull(),
    email: text(),
    mergedAt: instant("merged_at").notNull(),
    mergedBy: uuid("merged_by"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.intoId],
      foreignColumns: [records.accountId, records.id],
    }).onDelete("cascade"),
    index("merged_contacts_into").on(t.accountId, t.intoId),
    index("merged_contacts_email").on(t.accountId, t.email),
    check("merged_contacts_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);
