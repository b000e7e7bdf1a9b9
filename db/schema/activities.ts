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
import { users } from "./accounts";
import { accountId, instant } from "./columns";
import { records } from "./records";

/** One thing that happened or will: a meeting, note, call, task or e-mail. It may be on many timelines (RULES R3). */
export const activities = pgTable(
  "activities",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    kind: text({ enum: ["meeting", "note", "call", "task", "email"] }).notNull(),
    /** Its place on a timeline: a meeting's start, a task's due time, else when it happened. */
    at: instant().notNull(),
    title: text().notNull(),
    body: text().notNull().default(""),
    authorId: uuid("author_id"),
    /** An open task: it stays in Upcoming even when it is overdue. */
    open: boolean().notNull().default(false),
    completedAt: instant("completed_at"),
    taskType: text("task_type"),
    taskPriority: text("task_priority"),
    callOutcome: text("call_outcome"),
    callDirection: text("call_direction"),
    durationMinutes: integer("duration_minutes"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.authorId], foreignColumns: [users.accountId, users.id] }),
    unique("activities_place").on(t.accountId, t.id, t.kind, t.at, t.open),
    check("activities_kind", sql`${t.kind} in ('meeting','note','call','task','email')`),
    check("activities_open_task", sql`not ${t.open} or ${t.kind} = 'task'`),
  ],
);

/**
 * The timelines. Place, kind and openness repeat the activity's own and follow it by foreign key, so that a page of a
 * timeline is one range of one index, whatever the size of the table.
 */
export const activityRecords = pgTable(
  "activity_records",
  {
    accountId: accountId(),
    recordId: uuid("record_id").notNull(),
    activityId: uuid("activity_id").notNull(),
    kind: text({ enum: ["meeting", "note", "call", "task", "email"] }).notNull(),
    at: instant().notNull(),
    open: boolean().notNull(),
    pinnedAt: instant("pinned_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.recordId, t.activityId] }),
    foreignKey({
      columns: [t.accountId, t.recordId],
      foreignColumns: [records.accountId, records.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.accountId, t.activityId, t.kind, t.at, t.open],
      foreignColumns: [activities.accountId, activities.id, activities.kind, activities.at, activities.open],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    index("activity_records_timeline")
      .on(t.accountId, t.recordId, t.at, t.activityId)
      .where(sql`not ${t.open}`),
    index("activity_records_by_kind")
      .on(t.accountId, t.recordId, t.kind, t.at, t.activityId)
      .where(sql`not ${t.open}`),
    index("activity_records_open").on(t.accountId, t.recordId, t.at, t.activityId).where(sql`${t.open}`),
    index("activity_records_activity").on(t.accountId, t.activityId),
    uniqueIndex("activity_records_one_pin").on(t.accountId, t.recordId).where(sql`${t.pinnedAt} is not null`),
  ],
);
