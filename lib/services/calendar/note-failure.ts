import { recordFailure } from "@/db/queries/connection-health";
import type { Connection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { providerWords } from "@/lib/domain/calendar/connection";
import { healthAfter } from "@/lib/domain/calendar/health";
import { ProviderError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "../context";
import { enqueueSync } from "./receive-notification";

/**
 * Says in the connection's state what a failed call means, wakes open pages, and either plans the next pull itself (a named
 * wait) or throws on, so that the queue tries again. Faults that are not the provider's are thrown untouched.
 */
export async function noteFailure(ctx: Ctx, connection: Connection, error: unknown): Promise<void> {
  if (!(error instanceof ProviderError)) throw error;
  const app = providerWords[connection.provider].app;
  const health = healthAfter(error, connection.failures, ctx.now(), app);
  ctx.log.warn(
    { connectionId: connection.id, kind: error.kind, detail: error.message },
    "calendar call failed",
  );
  await inTransaction(ctx, async (tx) => {
    const { state, reason, pausedUntil } = health;
    const stands = await recordFailure(tx, ctx.accountId, connection.id, { state, reason, pausedUntil });
    if (!stands) return;
    if (pausedUntil) await enqueueSync(tx, ctx.accountId, connection.id, pausedUntil);
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
  });
  if (health.retry) throw error;
}
