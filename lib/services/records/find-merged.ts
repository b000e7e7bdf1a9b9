import { listMerged } from "@/db/queries/merged-contacts";
import type { RecordRef } from "@/lib/domain/records/record";
import { type Ctx, inTransaction } from "@/lib/services/context";

/** The contact that this one became when it was merged; null for every other record (RULES R7). */
export async function findMerged(ctx: Ctx, ref: RecordRef): Promise<RecordRef | null> {
  if (ref.kind !== "contact") return null;
  const [merged] = await inTransaction(ctx, (tx) => listMerged(tx, ctx.accountId, [ref.id]));
  return merged ? { kind: "contact", id: merged.into.id } : null;
}
