import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { RecordFrame } from "@/components/records/record-frame";
import { Timeline } from "@/components/timeline/timeline";
import { requireUser } from "@/lib/auth/require-user";
import { AppError } from "@/lib/domain/errors";
import { recordRefSchema } from "@/lib/domain/records/inputs";
import { type RecordDetail, type RecordKind, recordPath } from "@/lib/domain/records/record";
import { findMerged } from "@/lib/services/records/find-merged";
import { getRecord } from "@/lib/services/records/get-record";
import { getTimeline } from "@/lib/services/timeline/get-timeline";

type Params = Promise<{ id: string }>;

/**
 * The record at an address, once per request; the not-found page for an id that is none, or nobody's, or another account's.
 * A merged contact's address leads to the contact it became.
 */
const loadRecord = cache(async (kind: RecordKind, id: string): Promise<RecordDetail> => {
  const { ctx } = await requireUser();
  const ref = recordRefSchema.safeParse({ kind, id });
  if (!ref.success) notFound();
  try {
    return await getRecord(ctx, ref.data);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not-found") throw error;
    const into = await findMerged(ctx, ref.data);
    if (into) redirect(recordPath(into));
    notFound();
  }
});

/** The title of a record's page. */
export async function recordMetadata(kind: RecordKind, params: Params) {
  const { name } = await loadRecord(kind, (await params).id);
  return { title: name.slice(0, 120) };
}

/** The page of one record: panel, timeline and associations. */
export async function RecordPage({ kind, params }: { kind: RecordKind; params: Params }) {
  const { user, ctx } = await requireUser();
  const record = await loadRecord(kind, (await params).id);
  const timeline = await getTimeline(ctx, { kind, id: record.id }, {});
  return (
    <RecordFrame record={record} now={ctx.now()}>
      <Timeline
        record={{ kind, id: record.id, name: record.name }}
        initialPage={timeline}
        viewerZone={user.timeZone}
        readOnly={user.role === "viewer"}
      />
    </RecordFrame>
  );
}
