import { writeAudit } from "@/db/queries/audit";
import { notifyLive } from "@/db/queries/live";
import { refreshSearch } from "@/db/queries/record-search";
import { insertRecord } from "@/db/queries/records";
import { newId } from "@/lib/crypto";
import { planNewRecord } from "@/lib/domain/records/plan-new";
import type { RecordKind, RecordRef } from "@/lib/domain/records/record";
import { actorOf } from "@/lib/services/accounts/actor";
import { type Ctx, inTransaction, mayWrite } from "@/lib/services/context";
import { associate } from "./associate";
import { associateByDomain } from "./associate-by-domain";
import { conflictOf } from "./conflict";
import { checkOwner, loadPlacing } from "./placing";
import { readInput } from "./read-input";

export type CreateRecord = {
  kind: RecordKind;
  properties: Record<string, unknown>;
  associateWith?: RecordRef | undefined;
};

/**
 * Creates a record, with the company of its e-mail domain beside it (as in HubSpot). Throws `invalid` with
 * a sentence per field, and `conflict` with a link when the address or domain is taken (RULES R6).
 */
export async function createRecord(ctx: Ctx, input: CreateRecord): Promise<{ ref: RecordRef; name: string }> {
  mayWrite(ctx);
  const values = readInput(input.kind, input.properties);
  return inTransaction(ctx, async (tx, ctx) => {
    await checkOwner(ctx, values);
    const record = planNewRecord(input.kind, values, await loadPlacing(ctx));
    const ref = { kind: input.kind, id: newId(Date.parse(ctx.now())) };
    if (!(await insertRecord(tx, ctx.accountId, ref, record, ctx.now())))
      throw await conflictOf(ctx, ref.kind, values);
    if (input.associateWith) await associate(ctx, { ref, other: input.associateWith });
    await associateByDomain(ctx, ref, values);
    await refreshSearch(tx, ctx.accountId, [ref.id]);
    await recordCreation(ctx, ref);
    return { ref, name: record.name };
  });
}

async function recordCreation(ctx: Ctx, ref: RecordRef): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await writeAudit(tx, ctx.accountId, {
      ...actorOf(ctx),
      at: ctx.now(),
      action: "record.created",
      subject: `${ref.kind}:${ref.id}`,
    });
    await notifyLive(tx, ctx.accountId, { what: "record", records: [ref.id] });
  });
}
