import { type AssociatedRecord, listAssociations } from "@/db/queries/associations";
import { listAdditionalEmails } from "@/db/queries/merged-contacts";
import { loadLinks } from "@/db/queries/record-links";
import { findRecord } from "@/db/queries/records";
import { notFound } from "@/lib/domain/errors";
import type {
  Association,
  AssociationGroups,
  PropertyValues,
  RecordDetail,
  RecordLink,
  RecordRef,
} from "@/lib/domain/records/record";
import { isRecordId } from "@/lib/domain/records/record-id";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { todayFor } from "./placing";

/** A record as its page shows it. Throws `not-found`, also for a record of another account or of another kind. */
export async function getRecord(ctx: Ctx, ref: RecordRef): Promise<RecordDetail> {
  if (!isRecordId(ref.id)) throw notFound(ref.kind);
  return inTransaction(ctx, async (tx, ctx) => {
    const [record, beside, additionalEmails, today] = await Promise.all([
      findRecord(tx, ctx.accountId, ref),
      listAssociations(tx, ctx.accountId, ref.id),
      ref.kind === "contact" ? listAdditionalEmails(tx, ctx.accountId, ref.id) : [],
      todayFor(ctx),
    ]);
    if (!record) throw notFound(ref.kind);
    const ids = [ref.id, ...beside.map(({ id }) => id)];
    const links = await loadLinks(tx, ctx.accountId, ids, today);
    const associations = groupAssociations(beside, links);
    const subtitle = subtitleOf(record, links.get(ref.id), associations);
    return { ...record, subtitle, additionalEmails, associations };
  });
}

function groupAssociations(
  beside: readonly AssociatedRecord[],
  links: ReadonlyMap<string, RecordLink>,
): AssociationGroups {
  const groups: AssociationGroups = { contact: [], company: [], deal: [], ticket: [] };
  for (const { id, primary } of beside) {
    const link = links.get(id);
    if (link) groups[link.kind].push({ ...link, primary });
  }
  return groups;
}

/** "Head of Procurement, Northwind" for a contact; for the others, what a link to them says. */
function subtitleOf(
  record: { kind: RecordRef["kind"]; properties: PropertyValues },
  link: RecordLink | undefined,
  associations: { company: readonly Association[] },
): string | null {
  if (record.kind !== "contact") return link?.detail ?? null;
  const parts = [record.properties.jobTitle, associations.company[0]?.name].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}
