import type { Tx } from "@/db/client";
import { recordFailure } from "@/db/queries/connection-health";
import type { Connection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { listMembers } from "@/db/queries/members";
import { type HealthChange, healthAfter } from "@/lib/domain/calendar/health";
import { connectionNotice, serverNotice } from "@/lib/domain/calendar/notices";
import { ProviderError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "../context";
import { tell } from "../notifications/tell";
import type { StoredAccess } from "./access";
import { fallSilent } from "./hand-over";
import { enqueueSync } from "./receive-notification";

/**
 * Says in the connection's state what a failed call means, tells who has to act, wakes open pages and leaves the next pull
 * for the end of the wait: also after a fault of our own, which must not turn into a storm of calls. `access` is what the call
 * worked with, if it came that far. Throws only when even that cannot be written down.
 */
export async function noteFailure(
  ctx: Ctx,
  connection: Connection,
  error: unknown,
  access: StoredAccess | null,
): Promise<void> {
  const health = healthOf(ctx, connection, error);
  logFailure(ctx, connection, error);
  try {
    await inTransaction(ctx, async (tx) => {
      const stands = await writeFailure(tx, ctx, connection, { error, health, access });
      if (stands && health.pausedUntil)
        await enqueueSync(tx, ctx.accountId, connection.id, health.pausedUntil);
    });
  } catch (unwritable) {
    // The database itself is away: the queue tries again, and says why.
    throw error instanceof ProviderError ? unwritable : error;
  }
}

function logFailure(ctx: Ctx, { id }: Connection, error: unknown): void {
  if (error instanceof ProviderError)
    ctx.log.warn({ connectionId: id, kind: error.kind, detail: error.message }, "calendar call failed");
  else ctx.log.error({ connectionId: id, err: error }, "calendar could not be read");
}

/** The health a failure leaves behind, with the chance drawn that spreads many waits. */
export const healthOf = (ctx: Ctx, connection: Connection, error: unknown) =>
  healthAfter(error, {
    provider: connection.provider,
    failures: connection.failures,
    now: ctx.now(),
    chance: Math.random(),
  });

type Failure = { error: unknown; health: HealthChange; access: StoredAccess | null };

/** Stores the state and rings the bell once; false when the connection has ended or was mended meanwhile. */
export async function writeFailure(
  tx: Tx,
  ctx: Ctx,
  connection: Connection,
  { error, health, access }: Failure,
): Promise<boolean> {
  const { state, reason, mend, pausedUntil } = health;
  const stands = await recordFailure(
    tx,
    ctx.accountId,
    connection.id,
    { state, reason, mend, pausedUntil, consentClaims: claimsOf(error) },
    state === "reconnect" ? (access?.version() ?? null) : null,
  );
  if (!stands) return false;
  if (state === "reconnect") {
    await tell(tx, ctx, connection.userId, connectionNotice(connection, health));
    await fallSilent(tx, ctx, connection.id);
  }
  if (error instanceof ProviderError && error.kind === "misconfigured")
    await tellAdministrators(tx, ctx, connection);
  await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
  return true;
}

const claimsOf = (error: unknown): string | null => (error instanceof ProviderError ? error.claims : null);

async function tellAdministrators(tx: Tx, ctx: Ctx, { provider }: Connection): Promise<void> {
  const members = await listMembers(tx, ctx.accountId);
  for (const member of members) {
    if (member.active && member.role === "admin") await tell(tx, ctx, member.id, serverNotice(provider));
  }
}
