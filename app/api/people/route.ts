import { json, route } from "@/lib/http/route";
import { searchPeople } from "@/lib/services/records/search-people";

export const GET = route("people", async ({ url, ctx }) =>
  json({ people: await searchPeople(ctx, url.searchParams.get("q") ?? "") }),
);
