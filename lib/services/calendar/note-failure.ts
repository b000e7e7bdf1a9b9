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
import { enqueueSync } from "./receive-notification";

/**
 * Says in the connection's state what a failed call means, tells who has to act, wakes open pages and leaves the next pull
 * for the end of the wait. Faults that are not the provider's are thrown untouched, for the queue to try again. `access` is
 * what the call worked with, if it came that far.
 */
export async function noteFailure(
  ctx: Ctx,
  connection: Connection,
  error: unknown,
  access: StoredAccess | null,
): Promise<void> {
  if (!(error instanceof ProviderError)) throw error;
  const health = healthOf(ctx, connection, error);
  ctx.log.warn(
    { connectionId: connection.id, kind: error.kind, detail: error.message },
    "calendar call failed",
  );
  await inTransaction(ctx, async (tx) => {
    const stands = await writeFailure(tx, ctx, connection, { error, health, access });
    if (stands && health.pausedUntil) await enqueueSync(tx, ctx.accountId, connection.id, health.pausedUntil);
  });
}

/** The health a failure leaves behind, with the chance drawn that spreads many waits. */
export const healthOf = (ctx: Ctx, connection: Connection, error: ProviderError) =>
  healthAfter(error, {
    provider: connection.provider,
    failures: connection.failures,
    now: ctx.now(),
    chance: Math.random(),
  });

type Failure = { error: ProviderError; health: HealthChange; access: StoredAccess | null };

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
    { state, reason, mend, pausedUntil, consentClaims: error.claims },
    state === "reconnect" ? (access?.version() ?? null) : null,
  );
  if (!stands) return false;
  if (state === "reconnect") await tell(tx, ctx, connection.userId, connectionNotice(connection, health));
  if (error.kind === "misconfigured") await tellAdministrators(tx, ctx, connection);
  await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
  return true;
}

async function tellAdministrators(tx: Tx, ctx: Ctx, { provider }: Connection): Promise<void> {
  const members = await listMembers(tx, ctx.accountId);
  for (const member of members) {
    if (member.active && member.role === "admin") await tell(tx, ctx, member.id, serverNotice(provider));
  }
}
