import { listByDomain } from "@/db/queries/associations";
import { isFreeMail, workDomain } from "@/lib/domain/records/email-domain";
import type { PropertyValues, RecordRef } from "@/lib/domain/records/record";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { associate } from "./associate";

/**
 * Puts a new contact beside the company of its e-mail domain, or a new company beside the contacts at its domain
 * (as in HubSpot). Domains of free mail say nothing about an employer.
 */
export async function associateByDomain(ctx: Ctx, ref: RecordRef, values: PropertyValues): Promise<void> {
  const kind = ref.kind === "contact" ? "company" : "contact";
  const domain = domainOfRecord(ref, values);
  if (domain === null) return;
  await inTransaction(ctx, async (tx, ctx) => {
    for (const id of await listByDomain(tx, ctx.accountId, kind, domain))
      await associate(ctx, { ref, other: { kind, id } });
  });
}

function domainOfRecord({ kind }: RecordRef, { email, domain }: PropertyValues): string | null {
  if (kind === "contact" && typeof email === "string") return workDomain(email);
  if (kind === "company" && typeof domain === "string" && !isFreeMail(domain)) return domain;
  return null;
}
