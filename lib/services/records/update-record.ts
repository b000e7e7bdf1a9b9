import { listAssociatedIds } from "@/db/queries/associations";
import { notifyLive } from "@/db/queries/live";
import { refreshSearch } from "@/db/queries/record-search";
import { findRecord, lockRecords, updateRecord as storeRecord } from "@/db/queries/records";
import { violates } from "@/db/queries/violations";
import { notFound } from "@/lib/domain/errors";
import { planEdit, type RecordEdit, type StoredRecord } from "@/lib/domain/records/plan-edit";
import type { PropertyValues, RecordRef } from "@/lib/domain/records/record";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";
import { conflictOf } from "./conflict";
import { checkOwner, loadPlacing } from "./placing";
import { readInput } from "./read-input";

/**
 * Edits some of a record's properties in place, with what follows from them (stages, close dates, the record's name).
 * Throws `not-found`, `invalid` with a sentence per field, and `conflict` with a link (RULES R6).
 */
export async function updateRecord(
  ctx: Ctx,
  input: { ref: RecordRef; properties: Record<string, unknown> },
): Promise<{ name: string; properties: PropertyValues }> {
  mayWrite(ctx);
  const { ref } = input;
  const edits = readInput(ref.kind, input.properties);
  return inTransaction(ctx, async (_tx, ctx) => {
    const stored = await holdRecord(ctx, ref);
    if (edits.ownerId !== stored.ownerId) await checkOwner(ctx, edits);
    const edit = planEdit(stored, edits, await loadPlacing(ctx));
    if (edit.changed) await writeEdit(ctx, ref, edit);
    const { name, properties } = await findOrThrow(ctx, ref);
    return { name, properties };
  });
}

async function holdRecord(ctx: Ctx, ref: RecordRef): Promise<StoredRecord> {
  await inTransaction(ctx, (tx) => lockRecords(tx, ctx.accountId, [ref.id]));
  const { kind, name, owner, properties } = await findOrThrow(ctx, ref);
  return { kind, name, ownerId: owner?.id ?? null, properties };
}

async function findOrThrow(ctx: Ctx, ref: RecordRef) {
  const record = await inTransaction(ctx, (tx) => findRecord(tx, ctx.accountId, ref));
  if (!record) throw notFound(ref.kind);
  return record;
}

async function writeEdit(ctx: Ctx, ref: RecordRef, edit: RecordEdit): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    try {
      // A savepoint, so that the record in the way of a duplicate can still be named.
      await tx.transaction((point) => storeRecord(point, ctx.accountId, ref, { ...edit, now: ctx.now() }));
    } catch (error) {
      if (!violates(error, "contacts_email") && !violates(error, "companies_domain")) throw error;
      throw await conflictOf(ctx, ref.kind, edit.details);
    }
    const staff =
      ref.kind === "company" ? await listAssociatedIds(tx, ctx.accountId, [ref.id], "contact") : [];
    await refreshSearch(tx, ctx.accountId, [ref.id, ...staff]);
    await notifyLive(tx, ctx.accountId, { what: "record", records: [ref.id] });
  });
}
