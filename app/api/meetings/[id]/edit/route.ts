import { json, route } from "@/lib/http/route";
import { getEditDefaults } from "@/lib/services/meetings/get-edit-defaults";

/** What the edit form of a meeting starts from. */
export const GET = route("meetings.edit-defaults", async ({ ctx, params }) =>
  json(await getEditDefaults(ctx, params.id ?? "")),
);
