import { findConnectionOfUser } from "@/db/queries/connections";
import type { Mend, ProviderName } from "@/lib/domain/calendar/connection";
import { type Ctx, currentUser, inTransaction } from "../context";

export type CalendarAttention = { provider: ProviderName; reason: string; mend: Mend };

/** What the signed-in person has to do about their own calendar; null while it needs nobody (RULES C8). */
export function getCalendarAttention(ctx: Ctx): Promise<CalendarAttention | null> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const connection = await findConnectionOfUser(tx, ctx.accountId, user.id);
    if (connection?.state !== "reconnect") return null;
    const { provider, reason, mend } = connection;
    return { provider, reason: reason ?? "Reconnect your calendar to go on.", mend: mend ?? "reconnect" };
  });
}
