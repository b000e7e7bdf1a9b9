import { notFound } from "@/lib/domain/errors";
import { kindFromPath } from "@/lib/domain/records/record";
import { json, route } from "@/lib/http/route";
import { getScheduleDefaults } from "@/lib/services/meetings/schedule-defaults";

/** What the Schedule a meeting form starts from. */
export const GET = route("meetings.schedule-defaults", async ({ ctx, params }) => {
  const kind = kindFromPath(params.kind ?? "");
  if (!kind || !params.id) throw notFound("record");
  return json(await getScheduleDefaults(ctx, { kind, id: params.id }));
});
