import { z } from "zod";
import { recordRefSchema } from "../records/inputs";
import { callDirections, callOutcomes, taskPriorities, taskTypes } from "./entry";

const body = z.string().trim().max(65_000, "Use at most 65,000 characters.");
const moment = z.iso.datetime({ offset: true, message: "Choose a date and time." });
const records = z
  .array(recordRefSchema)
  .min(1, "Choose at least one record.")
  .max(50, "Log on at most 50 records.");

const note = { kind: z.literal("note"), body: body.min(1, "Write something first.") };
const call = {
  kind: z.literal("call"),
  body,
  at: moment,
  outcome: z.enum(callOutcomes).nullable(),
  direction: z.enum(callDirections).nullable(),
  durationMinutes: z.coerce.number().int().min(0).max(1_440, "A call has at most 1,440 minutes.").nullable(),
};
const task = {
  kind: z.literal("task"),
  title: z.string().trim().min(1, "Give the task a title.").max(500, "Use at most 500 characters."),
  body,
  at: moment,
  type: z.enum(taskTypes),
  priority: z.enum(taskPriorities),
};

/** What the Note, Call and Task forms send. */
export const activityDraft = z.discriminatedUnion("kind", [z.object(note), z.object(call), z.object(task)]);
export type ActivityDraft = z.infer<typeof activityDraft>;

export const createActivityInput = z.object({ draft: activityDraft, records });
export const updateActivityInput = z.object({ activityId: z.uuid(), draft: activityDraft });
export const activityIdInput = z.object({ activityId: z.uuid() });
export const pinActivityInput = z.object({
  activityId: z.uuid(),
  record: recordRefSchema,
  pinned: z.boolean(),
});
export const completeTaskInput = z.object({ activityId: z.uuid(), completed: z.boolean() });
