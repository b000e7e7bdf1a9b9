import { insertAssociation, promotePrimaryCompany } from "@/db/queries/associations";
import { notifyLive } from "@/db/queries/live";
import { refreshSearch } from "@/db/queries/record-search";
import { lockRecords } from "@/db/queries/records";
import { AppError, notFound } from "@/lib/domain/errors";
import type { RecordRef } from "@/lib/domain/records/record";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";

export type RecordPair = { ref: RecordRef; other: RecordRef };

/** Associates two records, each showing the other; a contact's first company becomes its primary one. Safe to repeat. */
export async function associate(ctx: Ctx, { ref, other }: RecordPair): Promise<Record<string, never>> {
  mayWrite(ctx);
  if (ref.id === other.id) throw new AppError("invalid", "A record cannot be associated with itself.");
  return inTransaction(ctx, async (tx, ctx) => {
    await lockPair(ctx, { ref, other });
    await insertAssociation(tx, ctx.accountId, [ref, other], ctx.now());
    await promotePrimaryCompany(tx, ctx.accountId, contactsOf({ ref, other }));
    await refreshSearch(tx, ctx.accountId, contactsOf({ ref, other }));
    await notifyLive(tx, ctx.accountId, { what: "record", records: [ref.id, other.id] });
    return {};
  });
}

/** Holds both records until the transaction ends. Throws `not-found` for one that is gone or of another kind. */
export async function lockPair(ctx: Ctx, pair: RecordPair): Promise<void> {
  const held = await inTransaction(ctx, (tx) => lockRecords(tx, ctx.accountId, [pair.ref.id, pair.other.id]));
  for (const asked of [pair.ref, pair.other]) {
    if (!held.some((found) => found.id === asked.id && found.kind === asked.kind)) throw notFound(asked.kind);
  }
}

/** Those of a pair whose primary company and search text follow their associations. */
export const contactsOf = ({ ref, other }: RecordPair): string[] =>
  [ref, other].filter(({ kind }) => kind === "contact").map(({ id }) => id);
