import type { Tx } from "@/db/client";
import { endBackFillsOf } from "@/db/queries/back-fills";
import { forgetChannels, listChannels, type StoredChannel } from "@/db/queries/channels";
import { type Connection, endConnection } from "@/db/queries/connections";
import { readCredentials, type SealedCredentials } from "@/db/queries/credentials";
import { notifyLive } from "@/db/queries/live";
import { connectionKey, sweepKey } from "@/lib/domain/calendar/notices";
import { ProviderError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "../context";
import { untell } from "../notifications/tell";
import { credentialsIn, looseAccess } from "./access";
import { fallSilent } from "./hand-over";
import { stopAll } from "./watch";

/** What a connection leaves behind for the provider to be told. */
export type LeftBehind = {
  connection: Connection;
  stored: SealedCredentials | null;
  channels: StoredChannel[];
};

/**
 * Ends a connection (RULES C6): the tokens are forgotten first and for certain, then the push channels are stopped with the
 * tokens still in hand. Every meeting stays. Ending an ended connection changes nothing.
 */
export async function endCalendar(ctx: Ctx, connection: Connection): Promise<void> {
  const left = await inTransaction(ctx, (tx) => forgetCalendar(tx, ctx, connection));
  await stopChannels(ctx, left);
}

/** The half that is ours, in the caller's transaction. */
export async function forgetCalendar(tx: Tx, ctx: Ctx, connection: Connection): Promise<LeftBehind> {
  const { accountId } = ctx;
  const stored = await readCredentials(tx, accountId, connection.id);
  const channels = await listChannels(tx, accountId, connection.id);
  await forgetChannels(tx, accountId, connection.id, ctx.now());
  await endConnection(tx, accountId, connection.id, ctx.now());
  await fallSilent(tx, ctx, connection.id);
  await endBackFillsOf(tx, accountId, connection.id, {
    reason: "The calendar was disconnected.",
    now: ctx.now(),
  });
  await untell(tx, ctx, connection.userId, [connectionKey(connection.id), sweepKey(connection.id)]);
  await notifyLive(tx, accountId, { what: "calendar", records: [], userId: connection.userId });
  return { connection, stored, channels };
}

/** The half at the provider, after the commit: what cannot be stopped ends by itself. */
export async function stopChannels(ctx: Ctx, { connection, stored, channels }: LeftBehind): Promise<void> {
  if (!ctx.providers.has(connection.provider)) return;
  try {
    const access = looseAccess(connection.email, credentialsIn(stored));
    await stopAll(ctx, ctx.providers.get(connection.provider), access, channels);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    ctx.log.info({ connectionId: connection.id, kind: error.kind }, "channels end by themselves");
  }
}
