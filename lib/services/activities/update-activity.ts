import { updateActivity as storeActivity } from "@/db/queries/activities";
import { AppError } from "@/lib/domain/errors";
import { draftFields } from "@/lib/domain/timeline/draft-fields";
import type { ActivityDraft } from "@/lib/domain/timeline/inputs";
import type { Ctx } from "@/lib/services/context";
import { changeActivity } from "./change-activity";

/** Rewrites a note, call or task; it stays on the records it is on, and a note keeps its place in time. */
export async function updateActivity(
  ctx: Ctx,
  { activityId, draft }: { activityId: string; draft: ActivityDraft },
): Promise<{ activityId: string }> {
  await changeActivity(ctx, activityId, async (tx, activity) => {
    if (activity.kind !== draft.kind) throw new AppError("invalid", `This is not a ${draft.kind}.`);
    const { title, ...fields } = draftFields(draft, activity.at, { author: "", contact: null });
    // Notes and calls keep the name they were given when they were logged; only tasks have one to edit.
    const change = draft.kind === "task" ? { ...fields, title } : fields;
    await storeActivity(tx, ctx.accountId, activityId, { ...change, updatedAt: ctx.now() });
  });
  return { activityId };
}
