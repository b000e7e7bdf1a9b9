import { removeActivitiesOnlyOn } from "@/db/queries/activities";
import { listAssociations, promotePrimaryCompany } from "@/db/queries/associations";
import { writeAudit } from "@/db/queries/audit";
import { notifyLive } from "@/db/queries/live";
import { refreshSearch } from "@/db/queries/record-search";
import { lockRecords, removeRecord } from "@/db/queries/records";
import { notFound } from "@/lib/domain/errors";
import type { RecordRef } from "@/lib/domain/records/record";
import { actorOf } from "@/lib/services/accounts/actor";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";

/**
 * Deletes a record. What was logged on other records too stays there; what was logged on it alone goes with it, meetings
 * excepted: their event lives on in a calendar. Throws `not-found`.
 */
export async function deleteRecord(ctx: Ctx, { ref }: { ref: RecordRef }): Promise<{ ref: RecordRef }> {
  mayWrite(ctx);
  return inTransaction(ctx, async (tx) => {
    const beside = await listAssociations(tx, ctx.accountId, ref.id);
    const contacts = beside.filter(({ kind }) => kind === "contact").map(({ id }) => id);
    const held = await lockRecords(tx, ctx.accountId, [ref.id, ...contacts]);
    if (!held.some(({ id, kind }) => id === ref.id && kind === ref.kind)) throw notFound(ref.kind);
    await removeActivitiesOnlyOn(tx, ctx.accountId, ref.id);
    await removeRecord(tx, ctx.accountId, ref);
    await promotePrimaryCompany(tx, ctx.accountId, contacts);
    await refreshSearch(tx, ctx.accountId, contacts);
    const line = { ...actorOf(ctx), at: ctx.now(), action: "record.deleted" as const };
    await writeAudit(tx, ctx.accountId, { ...line, subject: `${ref.kind}:${ref.id}` });
    const concerned = [ref.id, ...beside.map(({ id }) => id)];
    await notifyLive(tx, ctx.accountId, { what: "record", records: concerned });
    await notifyLive(tx, ctx.accountId, { what: "timeline", records: concerned });
    return { ref };
  });
}
