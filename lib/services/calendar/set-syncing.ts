import { writeAudit } from "@/db/queries/audit";
import { switchSyncing } from "@/db/queries/connection-health";
import { type Connection, findConnectionOfUser } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import type { SetSyncingInput } from "@/lib/domain/calendar/inputs";
import { AppError, ProviderError } from "@/lib/domain/errors";
import type { Instant } from "@/lib/domain/time/instant";
import { type Ctx, currentUser, inTransaction } from "../context";
import { keepPromises } from "../meetings/keep-promises";
import { openAccess } from "./access";
import { fallSilent } from "./hand-over";
import { enqueueSync, enqueueWatch } from "./receive-notification";

/**
 * Turns the signed-in person's switch "Sync my calendar". Off: nothing is read, and meetings are logged without event or
 * invitation. On again: known meetings catch up, and new events count from now on (RULES I4).
 */
export async function setSyncing(ctx: Ctx, { syncing }: SetSyncingInput): Promise<{ syncing: boolean }> {
  const user = currentUser(ctx);
  const connection = await inTransaction(ctx, (tx) => findConnectionOfUser(tx, ctx.accountId, user.id));
  if (!connection) throw new AppError("conflict", "Connect your calendar first.");
  if (connection.syncing === syncing) return { syncing };
  const to = syncing
    ? { syncing: true as const, activeSince: await timeThere(ctx, connection) }
    : { syncing: false as const };
  await inTransaction(ctx, async (tx) => {
    await switchSyncing(tx, ctx.accountId, connection.id, to);
    if (syncing) {
      await enqueueSync(tx, ctx.accountId, connection.id);
      await keepPromises(tx, ctx.accountId, connection.id);
    } else await fallSilent(tx, ctx, connection.id);
    await enqueueWatch(tx, ctx.accountId, connection.id);
    const action = syncing ? "calendar.sync-on" : "calendar.sync-off";
    const subject = connection.provider;
    await writeAudit(tx, ctx.accountId, { at: ctx.now(), actor: "user", userId: user.id, action, subject });
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: user.id });
  });
  return { syncing };
}

/** The provider's own clock; ours where it does not answer, since the switch must not wait for it. */
async function timeThere(ctx: Ctx, connection: Connection): Promise<Instant> {
  try {
    return await ctx.providers.get(connection.provider).serverTime(await openAccess(ctx, connection));
  } catch (error) {
    if (error instanceof ProviderError) return ctx.now();
    throw error;
  }
}
