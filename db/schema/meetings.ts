import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { WantedEdit } from "@/lib/domain/meetings/edit";
import { users } from "./accounts";
import { activities } from "./activities";
import { accountId, instant } from "./columns";

/** What an activity of kind meeting has besides its place on timelines; it shares the activity's id. */
export const meetings = pgTable(
  "meetings",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    hostId: uuid("host_id"),
    /** The calendar it is written to or was first read from; kept when that connection ends. */
    connectionId: uuid("connection_id"),
    provider: text({ enum: ["google", "microsoft"] }),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at").notNull(),
    zone: text().notNull(),
    allDayFrom: date("all_day_from", { mode: "string" }),
    allDayUntil: date("all_day_until", { mode: "string" }),
    locationKind: text("location_kind", {
      enum: ["none", "phone", "address", "conference", "link"],
    }).notNull(),
    locationText: text("location_text"),
    joinUrl: text("join_url"),
    joinPending: boolean("join_pending").notNull().default(false),
    descriptionHtml: text("description_html"),
    /** Never leaves the CRM. */
    internalNote: text("internal_note"),
    outcome: text({ enum: ["Scheduled", "Completed", "Rescheduled", "No show", "Canceled"] }).notNull(),
    source: text({ enum: ["crm", "calendar"] }).notNull(),
    /** RFC 5545 UID, the same on every attendee's copy. */
    icalUid: text("ical_uid"),
    /** Which occurrence of a series: its original start; empty for a single event and for the first (RULES I7). */
    occurrence: text().notNull().default(""),
    repeats: boolean().notNull().default(false),
    tentative: boolean().notNull().default(false),
    away: boolean().notNull().default(false),
    organizerEmail: text("organizer_email"),
    organizerName: text("organizer_name"),
    eventUrl: text("event_url"),
    push: text({ enum: ["local", "pending", "scheduled", "failed"] }).notNull(),
    /** The provider's event id: chosen by us for a meeting made here, so that a repeated insert is the same event. */
    eventId: text("event_id"),
    pushNote: text("push_note"),
    frozenAt: instant("frozen_at"),
    cancelledAt: instant("cancelled_at"),
    cancelledWhere: text("cancelled_where"),
    syncedAt: instant("synced_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.id],
      foreignColumns: [activities.accountId, activities.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.hostId], foreignColumns: [users.accountId, users.id] }),
    uniqueIndex("meetings_one_per_event").on(t.accountId, t.icalUid, t.occurrence),
    index("meetings_waiting").on(t.accountId, t.push).where(sql`${t.push} = 'pending'`),
    index("meetings_of_connection").on(t.accountId, t.connectionId),
    check("meetings_start_before_end", sql`${t.startAt} <= ${t.endAt}`),
    check(
      "meetings_all_day",
      sql`(${t.allDayFrom} is null) = (${t.allDayUntil} is null) and ${t.allDayFrom} < ${t.allDayUntil}`,
    ),
    check(
      "meetings_pending_has_connection",
      sql`${t.push} <> 'pending' or (${t.connectionId} is not null and ${t.eventId} is not null)`,
    ),
  ],
);

export const attendees = pgTable(
  "attendees",
  {
    accountId: accountId(),
    meetingId: uuid("meeting_id").notNull(),
    email: text().notNull(),
    name: text(),
    reply: text({ enum: ["accepted", "declined", "tentative", "awaiting"] }).notNull(),
    organizer: boolean().notNull().default(false),
    optional: boolean().notNull().default(false),
    contactId: uuid("contact_id"),
    userId: uuid("user_id"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.meetingId, t.email] }),
    foreignKey({
      columns: [t.accountId, t.meetingId],
      foreignColumns: [meetings.accountId, meetings.id],
    }).onDelete("cascade"),
    index("attendees_contact").on(t.accountId, t.contactId).where(sql`${t.contactId} is not null`),
    check("attendees_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

/**
 * A change of a meeting's event that somebody asked for here. It is written down before the calendar is asked, and gone once
 * the calendar says the same; one that was not made stays until its note was read (RULES O4, O7).
 */
export const meetingEdits = pgTable(
  "meeting_edits",
  {
    accountId: accountId(),
    meetingId: uuid("meeting_id").notNull(),
    /** Who asked, whose calendar it is. */
    userId: uuid("user_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    eventId: text("event_id").notNull(),
    wanted: jsonb().$type<WantedEdit>().notNull(),
    state: text({ enum: ["waiting", "lost"] }).notNull(),
    note: text().notNull(),
    askedAt: instant("asked_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.meetingId] }),
    foreignKey({
      columns: [t.accountId, t.meetingId],
      foreignColumns: [meetings.accountId, meetings.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }),
    index("meeting_edits_waiting").on(t.accountId, t.connectionId).where(sql`${t.state} = 'waiting'`),
  ],
);

/** Meetings deleted in the CRM: sync never brings them back (RULES O3). */
export const meetingTombstones = pgTable(
  "meeting_tombstones",
  {
    accountId: accountId(),
    meetingId: uuid("meeting_id").notNull(),
    icalUid: text("ical_uid"),
    occurrence: text().notNull(),
    deletedAt: instant("deleted_at").notNull(),
    deletedBy: uuid("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.meetingId] }),
    index("meeting_tombstones_event").on(t.accountId, t.icalUid, t.occurrence),
  ],
);
