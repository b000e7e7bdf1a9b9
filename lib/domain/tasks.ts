import { z } from "zod";

const connection = z.object({ accountId: z.uuid(), connectionId: z.uuid() });

/** Every job the queue knows, with the shape of its payload. */
export const tasks = {
  "calendar.sync": connection,
  "calendar.watch": connection,
  "calendar.occurrences": connection,
  "calendar.back-fill": z.object({ accountId: z.uuid(), backFillId: z.uuid() }),
  "meetings.push": z.object({ accountId: z.uuid(), meetingId: z.uuid() }),
  "meetings.update-event": z.object({ accountId: z.uuid(), meetingId: z.uuid() }),
  "meetings.cancel-event": z.object({
    accountId: z.uuid(),
    connectionId: z.uuid(),
    meetingId: z.uuid(),
    eventId: z.string(),
  }),
  "time-off.push": z.object({ accountId: z.uuid(), timeOffId: z.uuid() }),
} as const;

export type TaskName = keyof typeof tasks;
export type TaskPayload<N extends TaskName> = z.infer<(typeof tasks)[N]>;
