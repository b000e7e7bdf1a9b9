import { json, route } from "@/lib/http/route";
import { getCalendarPreferences } from "@/lib/services/sync-rules/preferences";

export const GET = route("calendar.preferences", async ({ ctx }) => json(await getCalendarPreferences(ctx)));
