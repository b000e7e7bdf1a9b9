import { writeAudit } from "@/db/queries/audit";
import { findConnectionOfUser } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { keepsTimeOffSame, setKeepsTimeOffSame } from "@/db/queries/time-off-preference";
import type { SetTimeOffSyncInput } from "@/lib/domain/time-off/inputs";
import { enqueueSync } from "../calendar/receive-notification";
import { type Ctx, currentUser, inTransaction, mayWrite } from "../context";
import { enqueueWaitingTimeOff } from "./enqueue";
import { nameTimeOffAgain } from "./name-again";

/**
 * Turns the signed-in person's switch "Keep time off and my calendar the same". Off: nothing goes either way. On again: what
 * was changed here meanwhile is told, and what is known to stand in the calendar and is not over is looked at again.
 */
export function setTimeOffSync(
  ctx: Ctx,
  { keepsSame }: SetTimeOffSyncInput,
): Promise<{ keepsSame: boolean }> {
  mayWrite(ctx);
  const user = currentUser(ctx);
  const { accountId } = ctx;
  return inTransaction(ctx, async (tx) => {
    if ((await keepsTimeOffSame(tx, accountId, user.id)) === keepsSame) return { keepsSame };
    const now = ctx.now();
    await setKeepsTimeOffSame(tx, accountId, user.id, { keepsSame, at: now });
    const connection = await findConnectionOfUser(tx, accountId, user.id);
    if (keepsSame && connection) {
      await nameTimeOffAgain(tx, ctx, connection.id);
      await enqueueSync(tx, accountId, connection.id);
      await enqueueWaitingTimeOff(tx, accountId, connection.id);
    }
    const action = keepsSame ? "time-off.sync-on" : "time-off.sync-off";
    await writeAudit(tx, accountId, { at: now, actor: "user", userId: user.id, action, subject: user.id });
    await notifyLive(tx, accountId, { what: "calendar", records: [], userId: user.id });
    return { keepsSame };
  });
}
