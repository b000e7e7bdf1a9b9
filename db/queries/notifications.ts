import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Notice, NotificationView } from "@/lib/domain/notifications/notification";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { notifications as table } from "../schema/accounts";

const own = (accountId: string, userId: string) =>
  and(eq(table.accountId, accountId), eq(table.userId, userId));

/** Tells a user of something unless its cause was told and lasts; false then. */
export async function insertNotice(
  tx: Tx,
  accountId: string,
  userId: string,
  notice: Notice & { id: string; at: Instant },
): Promise<boolean> {
  const rows = await tx
    .insert(table)
    .values({ accountId, userId, ...notice })
    .onConflictDoNothing()
    .returning({ id: table.id });
  return rows.length > 0;
}

/** The cause is over: it may be told again when it comes back. True when it had been told. */
export async function resolveNotices(
  tx: Tx,
  accountId: string,
  userId: string,
  keys: readonly string[],
  now: Instant,
): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ resolvedAt: now, readAt: sql`coalesce(${table.readAt}, ${now})` })
    .where(and(own(accountId, userId), inArray(table.key, [...keys]), isNull(table.resolvedAt)))
    .returning({ id: table.id });
  return rows.length > 0;
}

/** A user's latest notifications, newest first. */
export function listNotices(
  tx: Tx,
  accountId: string,
  userId: string,
  limit: number,
): Promise<NotificationView[]> {
  return tx
    .select({
      id: table.id,
      tone: table.tone,
      title: table.title,
      text: table.text,
      href: table.href,
      at: table.at,
      read: sql<boolean>`${table.readAt} is not null`,
      over: sql<boolean>`${table.resolvedAt} is not null`,
    })
    .from(table)
    .where(own(accountId, userId))
    .orderBy(desc(table.at), table.id)
    .limit(limit);
}

export async function countUnread(tx: Tx, accountId: string, userId: string): Promise<number> {
  return await tx.$count(table, and(own(accountId, userId), isNull(table.readAt)));
}

export async function markAllRead(tx: Tx, accountId: string, userId: string, now: Instant): Promise<void> {
  await tx
    .update(table)
    .set({ readAt: now })
    .where(and(own(accountId, userId), isNull(table.readAt)));
}
