import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts";
import { calendarConnections } from "./calendars";
import { accountId, instant } from "./columns";

/**
 * What a lost cursor makes of a calendar: everything still held is looked up again (RULES N4). `held`: so much is gone that
 * a person has to look first; `confirmed` and `kept` are what they said.
 */
export const calendarSweeps = pgTable(
  "calendar_sweeps",
  {
    accountId: accountId(),
    connectionId: uuid("connection_id").notNull(),
    state: text({ enum: ["held", "confirmed", "kept"] }).notNull(),
    startedAt: instant("started_at").notNull(),
    /** Meetings that were held when it began, of which `sweep_losses` names those that would be cancelled. */
    checked: integer().notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.connectionId] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarConnections.accountId, calendarConnections.id],
    }).onDelete("cascade"),
  ],
);

/** An event the sweep found gone, and has not acted on. */
export const sweepLosses = pgTable(
  "sweep_losses",
  {
    accountId: accountId(),
    connectionId: uuid("connection_id").notNull(),
    eventId: text("event_id").notNull(),
    meetingId: uuid("meeting_id").notNull(),
    how: text({ enum: ["called-off", "moved-away", "vanished"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.connectionId, t.eventId] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarSweeps.accountId, calendarSweeps.connectionId],
    }).onDelete("cascade"),
    index("sweep_losses_meeting").on(t.accountId, t.meetingId),
  ],
);

/** A person's wish to bring in meetings from before they connected (RULES N3). */
export const backFills = pgTable(
  "back_fills",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    days: integer().notNull(),
    state: text({ enum: ["counting", "ready", "running", "done", "cancelled", "failed"] }).notNull(),
    /** Where the walk through the calendar goes on after a crash. */
    cursor: text(),
    /** Events looked at, and meetings that were, or would be, logged. */
    considered: integer().notNull().default(0),
    logged: integer().notNull().default(0),
    reason: text(),
    startedAt: instant("started_at").notNull(),
    changedAt: instant("changed_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.connectionId],
      foreignColumns: [calendarConnections.accountId, calendarConnections.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("back_fills_one_at_a_time")
      .on(t.accountId, t.connectionId)
      .where(sql`${t.state} in ('counting', 'ready', 'running')`),
  ],
);

/** The preview: what a back-fill would log, without its content. */
export const backFillMatches = pgTable(
  "back_fill_matches",
  {
    accountId: accountId(),
    backFillId: uuid("back_fill_id").notNull(),
    eventId: text("event_id").notNull(),
    contactId: uuid("contact_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.backFillId, t.eventId, t.contactId] }),
    foreignKey({
      columns: [t.accountId, t.backFillId],
      foreignColumns: [backFills.accountId, backFills.id],
    }).onDelete("cascade"),
  ],
);
