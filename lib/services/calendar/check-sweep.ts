import { endWait } from "@/db/queries/connection-health";
import { findConnectionOfUser } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { hintLosses } from "@/db/queries/sweeps";
import { AppError } from "@/lib/domain/errors";
import { type Ctx, currentUser, inTransaction } from "../context";
import { enqueueSync } from "./receive-notification";

/** Has everything the signed-in person's review lists looked up once more; what is back leaves the list with the next pull. */
export function checkSweep(ctx: Ctx): Promise<Record<string, never>> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const connection = await findConnectionOfUser(tx, ctx.accountId, user.id);
    if (!connection) throw new AppError("conflict", "Connect your calendar first.");
    if (!connection.syncing) throw new AppError("conflict", "Turn on Sync my calendar first.");
    if (connection.state === "reconnect") throw new AppError("conflict", "Reconnect your calendar first.");
    await hintLosses(tx, ctx.accountId, connection.id, ctx.now());
    if (connection.mend === "sync-now") await endWait(tx, ctx.accountId, connection.id);
    await enqueueSync(tx, ctx.accountId, connection.id);
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: user.id });
    return {};
  });
}
