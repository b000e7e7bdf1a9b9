import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./accounts";
import { accountId, instant } from "./columns";

/** Out of office, kept the same here and in the person's calendar (RULES section 4). */
export const timeOff = pgTable(
  "time_off",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    startAt: instant("start_at").notNull(),
    endAt: instant("end_at").notNull(),
    zone: text().notNull(),
    /** Whole days: the first, and the one after the last. */
    allDayFrom: date("all_day_from", { mode: "string" }),
    allDayUntil: date("all_day_until", { mode: "string" }),
    note: text(),
    source: text({ enum: ["crm", "calendar"] }).notNull(),
    /** The calendar it stands in, or is to stand in. */
    connectionId: uuid("connection_id"),
    eventId: text("event_id"),
    etag: text(),
    /** What the calendar has still to be told. */
    push: text({ enum: ["none", "insert", "patch", "delete"] }).notNull(),
    /** Why it could not be told; null while all is well. */
    pushNote: text("push_note"),
    createdAt: instant("created_at").notNull(),
    /** Moves with every change made here, so that an answer to an older request cannot count for a newer one. */
    updatedAt: instant("updated_at").notNull(),
    /** Taken away here; the row stays until the calendar knows. */
    removedAt: instant("removed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("time_off_event").on(t.accountId, t.connectionId, t.eventId),
    index("time_off_of_user").on(t.accountId, t.userId, t.startAt),
    index("time_off_waiting").on(t.accountId, t.connectionId).where(sql`${t.push} <> 'none'`),
    check("time_off_start_before_end", sql`${t.startAt} < ${t.endAt}`),
    check(
      "time_off_all_day",
      sql`(${t.allDayFrom} is null) = (${t.allDayUntil} is null) and ${t.allDayFrom} < ${t.allDayUntil}`,
    ),
  ],
);
