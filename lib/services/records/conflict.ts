import { findByKey } from "@/db/queries/records";
import { AppError } from "@/lib/domain/errors";
import { type PropertyValues, type RecordKind, recordPath } from "@/lib/domain/records/record";
import { type Ctx, inTransaction } from "@/lib/services/context";

/** The refusal of a duplicate, with the way to the record that has the address or domain (RULES R6). */
export async function conflictOf(ctx: Ctx, kind: RecordKind, values: PropertyValues): Promise<AppError> {
  if (kind === "contact") {
    return pointTo(ctx, kind, "email", values.email, "A contact with this email address exists already.");
  }
  return pointTo(ctx, "company", "domain", values.domain, "A company with this domain name exists already.");
}

async function pointTo(
  ctx: Ctx,
  kind: "contact" | "company",
  field: string,
  key: unknown,
  sentence: string,
): Promise<AppError> {
  const existing = await inTransaction(ctx, (tx) => findByKey(tx, ctx.accountId, kind, String(key ?? "")));
  const link = existing ? { href: recordPath(existing), label: existing.name } : undefined;
  return new AppError("conflict", sentence, { [field]: sentence }, link);
}
