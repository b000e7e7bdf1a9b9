import { listAssociations, promotePrimaryCompany } from "@/db/queries/associations";
import { writeAudit } from "@/db/queries/audit";
import { notifyLive } from "@/db/queries/live";
import {
  addAssociations,
  holdMerging,
  listSharedTimelines,
  moveGuests,
  moveTimelines,
  setCreatedAt,
} from "@/db/queries/merge";
import { listMerged, rememberMerge } from "@/db/queries/merged-contacts";
import { refreshSearch } from "@/db/queries/record-search";
import { findRecord, lockRecords, removeRecord, updateRecord } from "@/db/queries/records";
import { AppError, notFound } from "@/lib/domain/errors";
import { type MergePlan, type MergeSide, planMerge } from "@/lib/domain/records/merge";
import { type RecordRef, recordPath } from "@/lib/domain/records/record";
import { actorOf } from "@/lib/services/accounts/actor";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";

export type MergeContacts = { primary: RecordRef; secondary: RecordRef };

/**
 * Makes two contacts one: the primary stays with what `planMerge` decides and everything logged on either, the secondary
 * is gone for good (RULES R7). Safe to repeat. Throws `conflict` with a link for a contact that was merged into a third one.
 */
export async function mergeContacts(
  ctx: Ctx,
  { primary, secondary }: MergeContacts,
): Promise<{ ref: RecordRef; name: string }> {
  mayWrite(ctx);
  refuseNonsense(primary, secondary);
  return inTransaction(ctx, async (tx, ctx) => {
    await holdMerging(tx, ctx.accountId);
    const done = await alreadyMerged(ctx, { primary, secondary });
    if (done) return done;
    const concerned = await holdAround(ctx, [primary, secondary]);
    const [staying, going] = await Promise.all([loadSide(ctx, primary), loadSide(ctx, secondary)]);
    const plan = planMerge(staying, going);
    const showing = await unite(ctx, staying, going, plan);
    const records = [...new Set([...concerned, ...showing])];
    await notifyLive(tx, ctx.accountId, { what: "record", records });
    await notifyLive(tx, ctx.accountId, { what: "timeline", records });
    return { ref: primary, name: plan.name };
  });
}

function refuseNonsense(primary: RecordRef, secondary: RecordRef): void {
  if (primary.kind !== "contact" || secondary.kind !== "contact")
    throw new AppError("invalid", "Only contacts can be merged.");
  if (primary.id !== secondary.id) return;
  const sentence = "Choose another contact: one cannot be merged with itself.";
  throw new AppError("invalid", sentence, { secondary: sentence });
}

/** The answer to a second press; null while there is something to merge. */
async function alreadyMerged(
  ctx: Ctx,
  { primary, secondary }: MergeContacts,
): Promise<{ ref: RecordRef; name: string } | null> {
  const gone = await inTransaction(ctx, (tx) => listMerged(tx, ctx.accountId, [primary.id, secondary.id]));
  const past = gone.find(({ id }) => id === secondary.id) ?? gone[0];
  if (!past) return null;
  const into: RecordRef = { kind: "contact", id: past.into.id };
  if (past.id === secondary.id && into.id === primary.id) return { ref: primary, name: past.into.name };
  throw new AppError("conflict", `${past.name} was merged into ${past.into.name} already.`, undefined, {
    href: recordPath(into),
    label: past.into.name,
  });
}

/** Holds both contacts and everything beside them, in the one order in which records are held. */
async function holdAround(ctx: Ctx, refs: readonly RecordRef[]): Promise<string[]> {
  return inTransaction(ctx, async (tx) => {
    const beside = await Promise.all(refs.map(({ id }) => listAssociations(tx, ctx.accountId, id)));
    const ids = [...refs.map(({ id }) => id), ...beside.flat().map(({ id }) => id)];
    const held = await lockRecords(tx, ctx.accountId, ids);
    return held.map(({ id }) => id);
  });
}

async function loadSide(ctx: Ctx, ref: RecordRef): Promise<MergeSide> {
  return inTransaction(ctx, async (tx) => {
    const record = await findRecord(tx, ctx.accountId, ref);
    if (!record) throw notFound("contact");
    const { name, properties } = record;
    return { ref, name, properties, associations: await listAssociations(tx, ctx.accountId, ref.id) };
  });
}

/** Moves what was the secondary's, removes it and completes the primary; answers with the records that show any of it. */
async function unite(ctx: Ctx, staying: MergeSide, going: MergeSide, plan: MergePlan): Promise<string[]> {
  const { accountId } = ctx;
  const now = ctx.now();
  const actor = actorOf(ctx);
  const pair = { from: going.ref.id, into: staying.ref.id };
  return inTransaction(ctx, async (tx) => {
    const showing = await listSharedTimelines(tx, accountId, pair);
    await moveTimelines(tx, accountId, pair);
    await moveGuests(tx, accountId, pair);
    const added = plan.associations.filter(({ from }) => from === "secondary");
    await addAssociations(tx, accountId, pair.into, added, now);
    const email = textOf(going.properties.email);
    await rememberMerge(tx, accountId, {
      id: pair.from,
      intoId: pair.into,
      name: going.name,
      email,
      by: actor.userId,
      at: now,
    });
    // Its address is free before the primary takes it.
    await removeRecord(tx, accountId, going.ref);
    await complete(ctx, staying, plan);
    const line = { ...actor, at: now, action: "record.merged" as const, subject: `contact:${pair.into}` };
    await writeAudit(tx, accountId, { ...line, details: { merged: pair.from, name: going.name } });
    return showing;
  });
}

async function complete(ctx: Ctx, { ref, properties }: MergeSide, plan: MergePlan): Promise<void> {
  const { createdAt, ownerId, ...details } = plan.changed;
  await inTransaction(ctx, async (tx) => {
    const owner = textOf(ownerId) ?? textOf(properties.ownerId);
    await updateRecord(tx, ctx.accountId, ref, {
      name: plan.name,
      ownerId: owner,
      details,
      now: ctx.now(),
    });
    const earlier = textOf(createdAt);
    if (earlier !== null) await setCreatedAt(tx, ctx.accountId, ref.id, earlier);
    await promotePrimaryCompany(tx, ctx.accountId, [ref.id]);
    await refreshSearch(tx, ctx.accountId, [ref.id]);
  });
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
