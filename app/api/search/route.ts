import { recordKinds } from "@/lib/domain/records/record";
import { json, route } from "@/lib/http/route";
import { searchRecords } from "@/lib/services/records/search-records";

export const GET = route("search", async ({ url, ctx }) => {
  const kind = recordKinds.find((known) => known === url.searchParams.get("kind"));
  return json({ results: await searchRecords(ctx, { q: url.searchParams.get("q") ?? "", kind }) });
});
