import { type TaskName, type TaskPayload, tasks } from "@/lib/domain/tasks";
import { walkBackFill } from "@/lib/services/back-fill/walk";
import { logOccurrences } from "@/lib/services/calendar/log-occurrences";
import { syncCalendar } from "@/lib/services/calendar/sync";
import { watchCalendar } from "@/lib/services/calendar/watch";
import type { Ctx } from "@/lib/services/context";
import { cancelEvent } from "@/lib/services/meetings/cancel-event";
import { pushMeeting } from "@/lib/services/meetings/push";
import { updateEvent } from "@/lib/services/meetings/update-event";
import { pushTimeOff } from "@/lib/services/time-off/push";
import { systemCtx } from "@/lib/services/wiring";

type Handlers = { [N in TaskName]: (ctx: Ctx, payload: TaskPayload<N>) => Promise<unknown> };

const handlers: Handlers = {
  "calendar.sync": (ctx, { connectionId }) => syncCalendar(ctx, connectionId),
  "calendar.watch": (ctx, { connectionId }) => watchCalendar(ctx, connectionId),
  "calendar.occurrences": (ctx, { connectionId }) => logOccurrences(ctx, connectionId),
  "calendar.back-fill": (ctx, { backFillId }) => walkBackFill(ctx, backFillId),
  "meetings.push": (ctx, { meetingId }) => pushMeeting(ctx, meetingId),
  "meetings.update-event": (ctx, { meetingId }) => updateEvent(ctx, meetingId),
  "meetings.cancel-event": (ctx, payload) => cancelEvent(ctx, payload),
  "time-off.push": (ctx, { timeOffId }) => pushTimeOff(ctx, timeOffId),
};

/** Runs one job for the account it names. Throws when another try may help, and when the payload is not ours. */
export async function runTask<N extends TaskName>(
  name: N,
  payload: unknown,
  ctxOf: (accountId: string, part: string) => Ctx = systemCtx,
): Promise<void> {
  const parsed = tasks[name].parse(payload) as TaskPayload<N>;
  await handlers[name](ctxOf(parsed.accountId, name), parsed);
}
