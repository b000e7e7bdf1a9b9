import { loadLinks } from "@/db/queries/record-links";
import { findRecordIds } from "@/db/queries/record-search";
import { type RecordKind, type RecordLink, recordKinds } from "@/lib/domain/records/record";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { todayFor } from "./placing";

/** At most twenty records of one kind or of all, best first; the latest changed ones when nothing is asked for. */
export async function searchRecords(
  ctx: Ctx,
  { q, kind }: { q: string; kind?: RecordKind | undefined },
): Promise<RecordLink[]> {
  return inTransaction(ctx, async (tx, ctx) => {
    const ids = await findRecordIds(tx, ctx.accountId, q, kind ? [kind] : recordKinds);
    const links = await loadLinks(tx, ctx.accountId, ids, await todayFor(ctx));
    return ids.flatMap((id) => links.get(id) ?? []);
  });
}
