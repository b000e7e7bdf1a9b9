import { json, route } from "@/lib/http/route";
import { getBackFill } from "@/lib/services/back-fill/get";

export const GET = route("calendar.back-fill", async ({ ctx }) => json({ backFill: await getBackFill(ctx) }));
