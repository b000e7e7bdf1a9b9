import type { Tx } from "@/db/client";
import { saveHint } from "@/db/queries/event-hints";
import { listOpenTimeOffEvents } from "@/db/queries/time-off";
import type { Ctx } from "../context";

/**
 * Has the next round look at every event that is time off here and not over, as if a push message had named it: after a time
 * in which changes may have gone by unheard. Those that the round's listing tells of cost no look of their own.
 */
export async function nameTimeOffAgain(tx: Tx, ctx: Ctx, connectionId: string): Promise<void> {
  const now = ctx.now();
  for (const eventId of await listOpenTimeOffEvents(tx, ctx.accountId, connectionId, now))
    await saveHint(tx, ctx.accountId, connectionId, { eventId, hintedAt: now });
}
