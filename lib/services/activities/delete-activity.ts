import { removeActivity } from "@/db/queries/activities";
import type { Ctx } from "@/lib/services/context";
import { changeActivity } from "./change-activity";

/** Deletes a note, call, task or logged e-mail from every timeline it is on. */
export async function deleteActivity(
  ctx: Ctx,
  { activityId }: { activityId: string },
): Promise<Record<string, never>> {
  await changeActivity(ctx, activityId, (tx) => removeActivity(tx, ctx.accountId, activityId));
  return {};
}
