import { insertActivity } from "@/db/queries/activities";
import { notifyLive } from "@/db/queries/live";
import { loadLogOn } from "@/db/queries/log-on";
import { findRecord, lockRecords } from "@/db/queries/records";
import { newId } from "@/lib/crypto";
import { notFound } from "@/lib/domain/errors";
import { recordsToLogOn } from "@/lib/domain/records/log-on";
import type { RecordRef } from "@/lib/domain/records/record";
import { draftFields } from "@/lib/domain/timeline/draft-fields";
import type { ActivityDraft } from "@/lib/domain/timeline/inputs";
import { type Ctx, currentUser, inTransaction, mayWrite } from "@/lib/services/context";

/**
 * Logs a note, call or task on the chosen records and on those that follow from them (RULES R3). Throws `not-found` when
 * one of the chosen records is gone.
 */
export async function createActivity(
  ctx: Ctx,
  input: { draft: ActivityDraft; records: RecordRef[] },
): Promise<{ activityId: string }> {
  mayWrite(ctx);
  const { draft, records } = input;
  const now = ctx.now();
  const id = newId(Date.parse(now));
  return inTransaction(ctx, async (tx, ctx) => {
    const held = await lockRecords(tx, ctx.accountId, idsOf(records));
    const gone = records.find((asked) => !held.some((found) => isSame(found, asked)));
    if (gone) throw notFound(gone.kind);
    const sources = await loadLogOn(tx, ctx.accountId, idsOf(records.filter(spreads)));
    const places = idsOf(recordsToLogOn({ chosen: records, sources }));
    const naming = { author: currentUser(ctx).name, contact: await contactName(ctx, records) };
    const fields = { ...draftFields(draft, now, naming), open: draft.kind === "task", completedAt: null };
    const activity = { id, kind: draft.kind, authorId: currentUser(ctx).id, fields, now };
    await insertActivity(tx, ctx.accountId, activity, places);
    await notifyLive(tx, ctx.accountId, { what: "timeline", records: places });
    return { activityId: id };
  });
}

/** What the first contact among the chosen records is called in a title: by first name, when there is one. */
async function contactName(ctx: Ctx, chosen: readonly RecordRef[]): Promise<string | null> {
  const contact = chosen.find(({ kind }) => kind === "contact");
  if (!contact) return null;
  const record = await inTransaction(ctx, (tx) => findRecord(tx, ctx.accountId, contact));
  return String(record?.properties.firstName ?? record?.name ?? "") || null;
}

// What is logged on a deal or a ticket stays with it; on a contact or a company it also concerns their deals.
const spreads = ({ kind }: RecordRef): boolean => kind === "contact" || kind === "company";
const isSame = (a: RecordRef, b: RecordRef): boolean => a.id === b.id && a.kind === b.kind;
const idsOf = (refs: readonly RecordRef[]): string[] => refs.map(({ id }) => id);
