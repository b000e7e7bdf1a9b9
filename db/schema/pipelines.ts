import { sql } from "drizzle-orm";
import {
  check,
  date,
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
import { accounts } from "./accounts";
import { accountId, instant, money } from "./columns";
import { records } from "./records";

export const pipelines = pgTable(
  "pipelines",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    kind: text({ enum: ["deal", "ticket"] }).notNull(),
    name: text().notNull(),
    position: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId], foreignColumns: [accounts.accountId] }).onDelete("cascade"),
    uniqueIndex("pipelines_name").on(t.accountId, t.kind, t.name),
  ],
);

export const stages = pgTable(
  "stages",
  {
    accountId: accountId(),
    pipelineId: uuid("pipeline_id").notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    position: integer().notNull(),
    /** Win probability of a deal stage in percent; null for ticket statuses. */
    probability: integer(),
    closed: text({ enum: ["won", "lost", "closed"] }),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.pipelineId],
      foreignColumns: [pipelines.accountId, pipelines.id],
    }).onDelete("cascade"),
    unique("stages_in_pipeline").on(t.accountId, t.pipelineId, t.id),
    uniqueIndex("stages_name").on(t.accountId, t.pipelineId, t.name),
    check("stages_label_length", sql`char_length(${t.name}) between 1 and 36`),
    check("stages_probability", sql`${t.probability} between 0 and 100`),
  ],
);

export const deals = pgTable(
  "deals",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    pipelineId: uuid("pipeline_id").notNull(),
    stageId: uuid("stage_id").notNull(),
    amount: money(),
    closeDate: date("close_date", { mode: "string" }),
    dealType: text("deal_type"),
    priority: text(),
    description: text(),
    stageEnteredAt: instant("stage_entered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.id], foreignColumns: [records.accountId, records.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.accountId, t.pipelineId, t.stageId],
      foreignColumns: [stages.accountId, stages.pipelineId, stages.id],
    }),
    index("deals_by_stage").on(t.accountId, t.pipelineId, t.stageId),
  ],
);

export const tickets = pgTable(
  "tickets",
  {
    accountId: accountId(),
    id: uuid().notNull(),
    pipelineId: uuid("pipeline_id").notNull(),
    stageId: uuid("stage_id").notNull(),
    description: text(),
    source: text(),
    priority: text(),
    category: text(),
    closedAt: instant("closed_at"),
    stageEnteredAt: instant("stage_entered_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.id], foreignColumns: [records.accountId, records.id] }).onDelete(
      "cascade",
    ),
    foreignKey({
      columns: [t.accountId, t.pipelineId, t.stageId],
      foreignColumns: [stages.accountId, stages.pipelineId, stages.id],
    }),
    index("tickets_by_stage").on(t.accountId, t.pipelineId, t.stageId),
  ],
);
