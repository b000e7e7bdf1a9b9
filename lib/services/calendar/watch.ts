import type { Tx } from "@/db/client";
import {
  grantChannel,
  insertChannel,
  listChannels,
  markStopped,
  noteUnopened,
  type StoredChannel,
} from "@/db/queries/channels";
import { type Connection, findConnection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { newId, randomToken, sha256 } from "@/lib/crypto";
import type { Access, CalendarProvider, Channel } from "@/lib/domain/calendar/provider";
import { mayAsk, needsChannel, nextTry } from "@/lib/domain/calendar/subscription";
import { ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { laterOf } from "@/lib/domain/time/instant";
import { settings } from "@/lib/env";
import { type Ctx, inTransaction } from "../context";
import { openAccess, type StoredAccess } from "./access";
import { noteFailure } from "./note-failure";
import { enqueueSync } from "./receive-notification";

/** Where a provider sends its push messages. */
export const notificationAddress = (appUrl: string, provider: string): string =>
  `${appUrl}/api/calendar/${provider}/notifications`;

type Watching = {
  ctx: Ctx;
  connection: Connection;
  provider: CalendarProvider;
  access: StoredAccess;
  channels: StoredChannel[];
};

/**
 * Sees to it that push stands: prolongs the standing channel when it is due, or opens a fresh one and stops the older ones
 * after it. With the switch "Sync my calendar" off it stops them all. A connection that needs its person is left alone.
 */
export async function watchCalendar(ctx: Ctx, connectionId: string): Promise<void> {
  const connection = await inTransaction(ctx, (tx) => findConnection(tx, ctx.accountId, connectionId));
  if (!connection || connection.disconnectedAt || connection.state === "reconnect") return;
  const channels = await inTransaction(ctx, (tx) => listChannels(tx, ctx.accountId, connectionId));
  const standing = channels.find((channel) => channel.resourceId !== null) ?? null;
  const retryAt = channels.reduce((latest, channel) => laterOf(latest, channel.retryAt ?? ""), "") || null;
  const isDue = needsChannel(standing, ctx.now()) && mayAsk(retryAt, ctx.now());
  if (connection.syncing ? !isDue : channels.length === 0) return;
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, connection);
    const provider = ctx.providers.get(connection.provider);
    const watching = { ctx, connection, provider, access, channels };
    if (!connection.syncing) return await stopAll(ctx, provider, access, channels);
    // Nobody out there can reach this server: the calendar is polled.
    if (!settings().publicUrl) return;
    if (!(standing && (await prolong(watching, standing)))) await replace(watching);
  } catch (error) {
    // A provider that does not push is polled instead: that is no fault of the connection.
    if (error instanceof ProviderError && concernsPush.has(error.kind)) {
      ctx.log.warn({ connectionId, detail: error.message }, "no push for now, polling instead");
      return;
    }
    await noteFailure(ctx, connection, error, access);
  }
}

/** Says something about the channel alone, not about the calendar. */
const concernsPush = new Set<ProviderErrorKind>(["refused", "temporary", "gone", "duplicate", "changed"]);

/** Prolongs the channel in place; false where that is not possible and a new one is needed. */
async function prolong(watching: Watching, standing: StoredChannel): Promise<boolean> {
  const channel = await renewed(watching, standing);
  if (!channel) return false;
  await store(watching.ctx, watching.connection, channel);
  return true;
}

/** A renewal that is refused says nothing about a new channel; one that only failed is tried again, and the old one stands. */
async function renewed(
  { ctx, provider, access }: Watching,
  standing: StoredChannel,
): Promise<Channel | null> {
  try {
    return await provider.renewWatch(access, standing);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === "refused") return null;
    const retryAt = nextTry(false, ctx.now(), Math.random());
    if (concernsPush.has(error.kind))
      await inTransaction(ctx, (tx) => noteUnopened(tx, ctx.accountId, standing.id, retryAt));
    throw error;
  }
}

async function replace(watching: Watching): Promise<void> {
  const { ctx, provider, access, channels } = watching;
  const opened = await open(watching);
  const older = channels.filter((channel) => channel.id !== opened);
  await stopAll(ctx, provider, access, older);
}

/** The row is written before the provider is asked, since its greeting may come before its answer. */
async function open({ ctx, connection, provider, access, channels }: Watching): Promise<string> {
  const secret = randomToken();
  const id = newId();
  const createdAt = ctx.now();
  await inTransaction(ctx, async (tx) => {
    const channel = { id, connectionId: connection.id, secretHash: sha256(secret), createdAt };
    await insertChannel(tx, ctx.accountId, channel);
    // Unopened ones are only a note of when; the newest is enough.
    for (const old of channels.filter(({ resourceId }) => resourceId === null))
      await markStopped(tx, ctx.accountId, old.id, createdAt);
  });
  const address = notificationAddress(settings().appUrl, connection.provider);
  try {
    await store(ctx, connection, await provider.watch(access, { id, secret, address }));
    return id;
  } catch (error) {
    await inTransaction(ctx, (tx) => noteFailedOpening(tx, ctx, id, error));
    throw error;
  }
}

function noteFailedOpening(tx: Tx, ctx: Ctx, id: string, error: unknown): Promise<void> {
  if (!(error instanceof ProviderError) || !concernsPush.has(error.kind))
    return markStopped(tx, ctx.accountId, id, ctx.now());
  return noteUnopened(tx, ctx.accountId, id, nextTry(error.kind === "refused", ctx.now(), Math.random()));
}

const store = (ctx: Ctx, connection: Connection, channel: Channel): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await grantChannel(tx, ctx.accountId, channel, ctx.now());
    // What changed between the last pull and this grant nobody tells; and a connection that waited is well again.
    await enqueueSync(tx, ctx.accountId, connection.id);
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
  });

/** Stops channels at the provider and forgets them; used with the old tokens when a connection ends (RULES C6). */
export async function stopAll(
  ctx: Ctx,
  provider: CalendarProvider,
  access: Access,
  channels: readonly StoredChannel[],
): Promise<void> {
  for (const channel of channels) {
    try {
      await provider.stopWatching(access, channel);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      // Its messages are dropped from now on, and it ends by itself within a week.
      ctx.log.info({ channelId: channel.id, kind: error.kind }, "channel could not be stopped");
    }
    await inTransaction(ctx, (tx) => markStopped(tx, ctx.accountId, channel.id, ctx.now()));
  }
}
