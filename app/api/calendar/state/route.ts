import { json, route } from "@/lib/http/route";
import { getCalendarSettings } from "@/lib/services/calendar/get-settings";

export const GET = route("calendar.state", async ({ ctx }) => json(await getCalendarSettings(ctx)));
