import { z } from "zod";
import { activityKinds } from "@/lib/domain/timeline/entry";
import { refOfParams } from "@/lib/http/record-params";
import { json, route } from "@/lib/http/route";
import { getTimeline } from "@/lib/services/timeline/get-timeline";

export const GET = route("records.timeline", async ({ url, params, ctx }) => {
  const { searchParams } = url;
  const wanted = searchParams.get("kinds")?.split(",") ?? [];
  const page = await getTimeline(ctx, refOfParams(params), {
    kinds: activityKinds.filter((kind) => wanted.includes(kind)),
    q: searchParams.get("q") ?? "",
    cursor: searchParams.get("cursor") ?? undefined,
    upcoming: z.coerce
      .number()
      .int()
      .optional()
      .catch(undefined)
      .parse(searchParams.get("upcoming") ?? undefined),
  });
  return json(page);
});
