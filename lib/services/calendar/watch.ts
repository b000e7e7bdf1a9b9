import {
  insertChannel,
  listChannels,
  markStopped,
  openChannel,
  type StoredChannel,
} from "@/db/queries/channels";
import { type Connection, findConnection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { newId, randomToken, sha256 } from "@/lib/crypto";
import type { Access, CalendarProvider } from "@/lib/domain/calendar/provider";
import { needsChannel } from "@/lib/domain/calendar/subscription";
import { ProviderError } from "@/lib/domain/errors";
import { elapsed, hours, type Instant } from "@/lib/domain/time/instant";
import { settings } from "@/lib/env";
import { type Ctx, inTransaction } from "../context";
import { openAccess } from "./access";
import { noteFailure } from "./note-failure";
import { enqueueSync } from "./receive-notification";

const REFUSED_PAUSE_MS = hours(1);

/** Where a provider sends its push messages. */
export const notificationAddress = (appUrl: string, provider: string): string =>
  `${appUrl}/api/calendar/${provider}/notifications`;

/**
 * Opens a fresh push channel when the standing one is missing or near its end, and stops the older ones after it. The row is
 * written before the provider is asked, since its greeting may come before its answer.
 */
export async function watchCalendar(ctx: Ctx, connectionId: string): Promise<void> {
  const connection = await inTransaction(ctx, (tx) => findConnection(tx, ctx.accountId, connectionId));
  if (!connection || connection.disconnectedAt || connection.state === "reconnect") return;
  const channels = await inTransaction(ctx, (tx) => listChannels(tx, ctx.accountId, connectionId));
  const standing = channels.find((channel) => channel.resourceId !== null) ?? null;
  if (!needsChannel(standing, ctx.now()) || wasRefusedLately(channels, ctx.now())) return;
  try {
    const provider = ctx.providers.get(connection.provider);
    const access = await openAccess(ctx, connectionId);
    const opened = await open(ctx, connection, provider, access);
    await stopAll(
      ctx,
      provider,
      access,
      channels.filter((channel) => channel.id !== opened),
    );
  } catch (error) {
    // A provider that cannot reach this server is polled instead: that is no fault of the connection.
    if (error instanceof ProviderError && error.kind === "refused") {
      ctx.log.warn({ connectionId, detail: error.message }, "push refused, polling instead");
      return;
    }
    await noteFailure(ctx, connection, error);
  }
}

/** A refused channel stays as a row without a resource: asking again within the hour would be refused again. */
const wasRefusedLately = (channels: readonly StoredChannel[], now: Instant): boolean =>
  channels.some(
    ({ resourceId, createdAt }) => resourceId === null && elapsed(createdAt, now) < REFUSED_PAUSE_MS,
  );

async function open(
  ctx: Ctx,
  connection: Connection,
  provider: CalendarProvider,
  access: Access,
): Promise<string> {
  const secret = randomToken();
  const id = newId();
  const createdAt = ctx.now();
  await inTransaction(ctx, (tx) =>
    insertChannel(tx, ctx.accountId, {
      id,
      connectionId: connection.id,
      secretHash: sha256(secret),
      createdAt,
    }),
  );
  const address = notificationAddress(settings().appUrl, connection.provider);
  try {
    const channel = await provider.watch(access, { id, secret, address });
    await inTransaction(ctx, async (tx) => {
      await openChannel(tx, ctx.accountId, channel);
      // What changed between the last pull and this channel nobody tells; and a connection that waited is well again.
      await enqueueSync(tx, ctx.accountId, connection.id);
      await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: connection.userId });
    });
    return id;
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.kind === "refused";
    if (!isRefused) await inTransaction(ctx, (tx) => markStopped(tx, ctx.accountId, id, ctx.now()));
    throw error;
  }
}

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
