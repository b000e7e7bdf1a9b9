import { endWait } from "@/db/queries/connection-health";
import { findConnectionOfUser } from "@/db/queries/connections";
import { AppError } from "@/lib/domain/errors";
import { type Ctx, currentUser, inTransaction } from "../context";
import { enqueueSync } from "./receive-notification";

/** Leaves a pull of the signed-in person's calendar at once. */
export async function syncNow(ctx: Ctx): Promise<Record<string, never>> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const connection = await findConnectionOfUser(tx, ctx.accountId, user.id);
    if (!connection) throw new AppError("conflict", "Connect your calendar first.");
    // A wait of our own is over when its person says so; one that the provider asked for is not.
    if (connection.mend === "sync-now") await endWait(tx, ctx.accountId, connection.id);
    await enqueueSync(tx, ctx.accountId, connection.id);
    return {};
  });
}
