import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { calendarConnections } from "./calendars";
import { accountId, instant } from "./columns";

/** One row per connection and provider event: whose copy it is and which meeting it feeds, if any. No content. */
export const eventCopies = pgTable(
  "event_copies",
  {
    accountId: accountId(),
    connectionId: uuid("connection_id").notNull(),
    eventId: text("event_id").notNull(),
    icalUid: text("ical_uid"),
    occurrence: text().notNull().default(""),
    seriesEventId: text("series_event_id"),
    meetingId: uuid("meeting_id"),
    etag: text(),
    organizerSelf: boolean("organizer_self").notNull(),
    isPrivate: boolean("is_private").notNull(),
    cancelled: boolean().notNull().default(false),
    /** There was nobody in it whom a timeline could show. */
    invitesNobody: boolean("invites_nobody").notNull().default(false),
    eventCreatedAt: instant("event_created_at"),
    /** Of a series: when its first slot begins. */
    firstStart: instant("first_start"),
    eventUpdatedAt: instant("event_updated_at"),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.connectionId, t.eventId] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarConnections.accountId, calendarConnections.id],
    }).onDelete("cascade"),
    index("event_copies_meeting").on(t.accountId, t.meetingId),
    index("event_copies_uid").on(t.accountId, t.icalUid, t.occurrence),
  ],
);

/** Events a push message named and no pull has told of yet, e.g. beyond the window a provider lists. */
export const eventHints = pgTable(
  "event_hints",
  {
    accountId: accountId(),
    connectionId: uuid("connection_id").notNull(),
    eventId: text("event_id").notNull(),
    hintedAt: instant("hinted_at").notNull(),
    /** How often it could not be read though its calendar answered otherwise; from the first time on it is asked for alone. */
    failures: integer().notNull().default(0),
    /** Of one that could not be read: when it is tried again. */
    notBefore: instant("not_before"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.connectionId, t.eventId] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarConnections.accountId, calendarConnections.id],
    }).onDelete("cascade"),
  ],
);

/** Why an event is on a timeline, or is not (RULES N1). Title and guests are null for private events, always. */
export const syncDecisions = pgTable(
  "sync_decisions",
  {
    accountId: accountId(),
    connectionId: uuid("connection_id").notNull(),
    eventId: text("event_id").notNull(),
    decidedAt: instant("decided_at").notNull(),
    result: text({ enum: ["logged", "skipped", "no-match"] }).notNull(),
    /** A rule's name from lib/domain/calendar/admission.ts. */
    rule: text().notNull(),
    title: text(),
    guests: text(),
    /** Outside addresses nobody here is known by, for "Create contact and log". */
    strangers: text().array().notNull().default([]),
    /** When the event takes place. */
    startAt: instant("start_at"),
    meetingId: uuid("meeting_id"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.connectionId, t.eventId] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarConnections.accountId, calendarConnections.id],
    }).onDelete("cascade"),
    index("sync_decisions_newest").on(t.accountId, t.connectionId, t.decidedAt),
    index("sync_decisions_age").on(t.decidedAt),
  ],
);

/** Every write to a provider, before and after it happened (RULES O6). */
export const providerWrites = pgTable(
  "provider_writes",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    connectionId: uuid("connection_id").notNull(),
    /** What it was done for: a meeting or time off. */
    meetingId: uuid("meeting_id"),
    timeOffId: uuid("time_off_id"),
    /** On whose word; null for the system's own. */
    userId: uuid("user_id"),
    operation: text({ enum: ["insert", "patch", "cancel"] }).notNull(),
    eventId: text("event_id").notNull(),
    requestedAt: instant("requested_at").notNull(),
    answeredAt: instant("answered_at"),
    result: text({ enum: ["asked", "done", "already-there", "refused", "unknown"] }).notNull(),
    /** Who the provider was asked to tell. */
    mailed: text().array().notNull(),
    /** Why, in words people read. */
    reason: text().notNull().default(""),
    /** The fields it set. */
    changed: text().array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarConnections.accountId, calendarConnections.id],
    }).onDelete("cascade"),
    index("provider_writes_meeting").on(t.accountId, t.meetingId, t.requestedAt),
    index("provider_writes_newest").on(t.accountId, t.connectionId, t.requestedAt),
  ],
);
