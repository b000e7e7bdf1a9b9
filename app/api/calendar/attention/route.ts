import { json, route } from "@/lib/http/route";
import { getCalendarAttention } from "@/lib/services/calendar/get-attention";

export const GET = route("calendar.attention", async ({ ctx }) =>
  json({ attention: await getCalendarAttention(ctx) }),
);
