import { json, route } from "@/lib/http/route";
import { getTimeOffSettings } from "@/lib/services/time-off/read";

export const GET = route("time-off", async ({ ctx }) => json(await getTimeOffSettings(ctx)));
