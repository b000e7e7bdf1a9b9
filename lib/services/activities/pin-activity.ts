import { pinOn, unpinOn } from "@/db/queries/activities";
import { notifyLive } from "@/db/queries/live";
import { lockRecords } from "@/db/queries/records";
import { notFound } from "@/lib/domain/errors";
import type { RecordRef } from "@/lib/domain/records/record";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";

/** Pins any activity to the top of one record's timeline, in place of the one before, or takes the pin off. */
export async function pinActivity(
  ctx: Ctx,
  input: { activityId: string; record: RecordRef; pinned: boolean },
): Promise<Record<string, never>> {
  mayWrite(ctx);
  const { activityId, record, pinned } = input;
  return inTransaction(ctx, async (tx) => {
    // Two pins at once take turns; the later one stays.
    const [held] = await lockRecords(tx, ctx.accountId, [record.id]);
    if (held?.kind !== record.kind) throw notFound(record.kind);
    if (!pinned) await unpinOn(tx, ctx.accountId, record.id, activityId);
    else if (!(await pinOn(tx, ctx.accountId, { recordId: record.id, activityId }, ctx.now())))
      throw notFound("activity");
    await notifyLive(tx, ctx.accountId, { what: "timeline", records: [record.id] });
    return {};
  });
}
