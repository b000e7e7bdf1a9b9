import { readIndexQuery, type SearchParams } from "@/components/records/index-address";
import { RecordIndex } from "@/components/records/record-index";
import { requireUser } from "@/lib/auth/require-user";
import type { RecordKind } from "@/lib/domain/records/record";
import { listRecords } from "@/lib/services/records/list-records";
import { loadChoices } from "./load-choices";

type IndexPageProps = { kind: RecordKind; searchParams: Promise<SearchParams> };

/** The index page of one kind of record: reads the address, asks for the page, hands it to the view. */
export async function IndexPage({ kind, searchParams }: IndexPageProps) {
  const { user, ctx } = await requireUser();
  const query = readIndexQuery(kind, await searchParams);
  const { q, sort, direction, cursor } = query;
  const [page, choices] = await Promise.all([
    listRecords(ctx, { kind, q, sort, direction, ...(cursor ? { cursor } : {}) }),
    loadChoices(),
  ]);
  const glossary = { ...choices, zone: user.timeZone, now: ctx.now() };
  return <RecordIndex kind={kind} query={query} page={page} glossary={glossary} />;
}
