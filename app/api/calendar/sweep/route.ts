import { json, route } from "@/lib/http/route";
import { getSweep } from "@/lib/services/calendar/get-sweep";

export const GET = route("calendar.sweep", async ({ ctx }) => json({ sweep: await getSweep(ctx) }));
