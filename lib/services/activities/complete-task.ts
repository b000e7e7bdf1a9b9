import { updateActivity } from "@/db/queries/activities";
import { AppError } from "@/lib/domain/errors";
import type { Ctx } from "@/lib/services/context";
import { changeActivity } from "./change-activity";

/** Ticks a task off, or opens it again. Ticking a ticked one keeps the time it was first done. */
export async function completeTask(
  ctx: Ctx,
  { activityId, completed }: { activityId: string; completed: boolean },
): Promise<Record<string, never>> {
  await changeActivity(ctx, activityId, async (tx, task) => {
    if (task.kind !== "task") throw new AppError("invalid", "Only a task can be completed.");
    const now = ctx.now();
    const completedAt = completed ? (task.completedAt ?? now) : null;
    await updateActivity(tx, ctx.accountId, activityId, { open: !completed, completedAt, updatedAt: now });
  });
  return {};
}
