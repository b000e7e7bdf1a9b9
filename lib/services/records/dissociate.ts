import { promotePrimaryCompany, removeAssociation } from "@/db/queries/associations";
import { notifyLive } from "@/db/queries/live";
import { refreshSearch } from "@/db/queries/record-search";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";
import { contactsOf, lockPair, type RecordPair } from "./associate";

/** Takes two records apart; when the primary company goes, the oldest that remains takes its place. Safe to repeat. */
export async function dissociate(ctx: Ctx, pair: RecordPair): Promise<Record<string, never>> {
  mayWrite(ctx);
  return inTransaction(ctx, async (tx, ctx) => {
    await lockPair(ctx, pair);
    await removeAssociation(tx, ctx.accountId, [pair.ref, pair.other]);
    await promotePrimaryCompany(tx, ctx.accountId, contactsOf(pair));
    await refreshSearch(tx, ctx.accountId, contactsOf(pair));
    await notifyLive(tx, ctx.accountId, { what: "record", records: [pair.ref.id, pair.other.id] });
    return {};
  });
}
