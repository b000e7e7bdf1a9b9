import { AppError } from "@/lib/domain/errors";
import { timeOffSpan } from "@/lib/domain/time-off/inputs";
import { json, route } from "@/lib/http/route";
import { listTeamTimeOff } from "@/lib/services/time-off/read";

export const GET = route("time-off.team", async ({ url, ctx }) => {
  const span = timeOffSpan.safeParse(Object.fromEntries(url.searchParams));
  if (!span.success) throw new AppError("invalid", "Say from when until when.");
  return json({ away: await listTeamTimeOff(ctx, span.data) });
});
