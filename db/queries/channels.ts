import { and, eq, isNull, sql } from "drizzle-orm";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { LiveConnection } from "@/lib/domain/calendar/subscription";
import { type Instant, toInstant } from "@/lib/domain/time/instant";
import type { Db, Tx } from "../client";
import { watchChannels as table } from "../schema/calendars";

const own = (accountId: string, id: string) => and(eq(table.accountId, accountId), eq(table.id, id));

export type ChannelRoute = {
  accountId: string;
  connectionId: string;
  id: string;
  resourceId: string | null;
  secretHash: string;
};

/** Whose channel it is; the account is not known yet at this door. */
export async function findChannelRoute(db: Db, channelId: string): Promise<ChannelRoute | null> {
  const rows = await db.execute<{
    account_id: string;
    connection_id: string;
    id: string;
    resource_id: string | null;
    secret_hash: string;
  }>(sql`select * from find_watch_channel(${channelId}) limit 1`);
  const row = rows[0];
  if (!row) return null;
  return {
    accountId: row.account_id,
    connectionId: row.connection_id,
    id: row.id,
    resourceId: row.resource_id,
    secretHash: row.secret_hash,
  };
}

/** Takes note of a message number; false when it is not newer than the last one (a replay). */
export async function acceptMessage(
  tx: Tx,
  accountId: string,
  id: string,
  message: number,
): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ lastMessage: message })
    .where(and(own(accountId, id), sql`${table.lastMessage} < ${message}`))
    .returning({ id: table.id });
  return rows.length > 0;
}

/** Written before the provider is asked, so that its greeting already finds the channel. */
export async function insertChannel(
  tx: Tx,
  accountId: string,
  channel: { id: string; connectionId: string; secretHash: string; createdAt: Instant },
): Promise<void> {
  await tx.insert(table).values({ accountId, ...channel });
}

/** What the provider granted just now, by opening the channel or by prolonging it. */
export async function grantChannel(
  tx: Tx,
  accountId: string,
  channel: { id: string; resourceId: string | null; expiresAt: Instant | null },
  grantedAt: Instant,
): Promise<void> {
  const { id, resourceId, expiresAt } = channel;
  await tx
    .update(table)
    .set({ resourceId, expiresAt, grantedAt, renewAskedAt: null, retryAt: null })
    .where(own(accountId, id));
}

/** The channel could not be opened or prolonged: its row says when to try again. */
export async function noteUnopened(tx: Tx, accountId: string, id: string, retryAt: Instant): Promise<void> {
  await tx.update(table).set({ retryAt }).where(own(accountId, id));
}

/** The channel wants to be renewed before its time. */
export async function askRenewal(tx: Tx, accountId: string, id: string, now: Instant): Promise<void> {
  await tx
    .update(table)
    .set({ renewAskedAt: now })
    .where(and(own(accountId, id), isNull(table.renewAskedAt)));
}

/** A message came through it. */
export async function noteSignal(tx: Tx, accountId: string, id: string, now: Instant): Promise<void> {
  await tx.update(table).set({ lastSignalAt: now }).where(own(accountId, id));
}

export type StoredChannel = {
  id: string;
  resourceId: string | null;
  createdAt: Instant;
  retryAt: Instant | null;
  grantedAt: Instant;
  expiresAt: Instant | null;
  renewAskedAt: Instant | null;
  lastSignalAt: Instant | null;
};

/** The channels of a connection that were not stopped, newest first. Those without a resource could not be opened. */
export function listChannels(tx: Tx, accountId: string, connectionId: string): Promise<StoredChannel[]> {
  return tx
    .select({
      id: table.id,
      resourceId: table.resourceId,
      createdAt: table.createdAt,
      retryAt: table.retryAt,
      grantedAt: sql<Instant>`coalesce(${table.grantedAt}, ${table.createdAt})`.mapWith(table.createdAt),
      expiresAt: table.expiresAt,
      renewAskedAt: table.renewAskedAt,
      lastSignalAt: table.lastSignalAt,
    })
    .from(table)
    .where(and(eq(table.accountId, accountId), eq(table.connectionId, connectionId), isNull(table.stoppedAt)))
    .orderBy(sql`${table.createdAt} desc`);
}

export async function markStopped(tx: Tx, accountId: string, id: string, now: Instant): Promise<void> {
  await tx.update(table).set({ stoppedAt: now }).where(own(accountId, id));
}

/** Forgets every channel of a connection: whatever still comes through one is nobody's. */
export async function forgetChannels(
  tx: Tx,
  accountId: string,
  connectionId: string,
  now: Instant,
): Promise<void> {
  await tx
    .update(table)
    .set({ stoppedAt: now })
    .where(
      and(eq(table.accountId, accountId), eq(table.connectionId, connectionId), isNull(table.stoppedAt)),
    );
}

export type DueCandidate = LiveConnection & {
  accountId: string;
  connectionId: string;
  provider: ProviderName;
};

/** Every connection that syncs, over all accounts: what the timetable looks at. */
export async function listLiveConnections(db: Db): Promise<DueCandidate[]> {
  const rows = await db.execute<{
    account_id: string;
    id: string;
    provider: ProviderName;
    state: LiveConnection["state"];
    last_pull_at: string | null;
    paused_until: string | null;
    watched_until: string | null;
    channel_granted_at: string | null;
    channel_expires_at: string | null;
    channel_renew_asked_at: string | null;
    push_retry_at: string | null;
  }>(sql`select * from list_live_calendars()`);
  return rows.map((row) => {
    const grantedAt = toInstant(row.channel_granted_at);
    return {
      accountId: row.account_id,
      connectionId: row.id,
      provider: row.provider,
      state: row.state,
      lastPullAt: toInstant(row.last_pull_at),
      pausedUntil: toInstant(row.paused_until),
      watchedUntil: toInstant(row.watched_until),
      channel:
        grantedAt === null
          ? null
          : {
              grantedAt,
              expiresAt: toInstant(row.channel_expires_at),
              renewAskedAt: toInstant(row.channel_renew_asked_at),
            },
      pushRetryAt: toInstant(row.push_retry_at),
    };
  });
}
