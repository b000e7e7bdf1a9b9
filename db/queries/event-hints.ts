import { and, eq, inArray, lte } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { eventHints as table } from "../schema/sync";

export type EventHint = { eventId: string; hintedAt: Instant };

const own = (accountId: string, connectionId: string) =>
  and(eq(table.accountId, accountId), eq(table.connectionId, connectionId));

/** Remembers that an event was named and has to be looked at. */
export async function saveHint(
  tx: Tx,
  accountId: string,
  connectionId: string,
  hint: { eventId: string; hintedAt: Instant },
): Promise<void> {
  await tx
    .insert(table)
    .values({ accountId, connectionId, ...hint })
    .onConflictDoUpdate({
      target: [table.accountId, table.connectionId, table.eventId],
      set: { hintedAt: hint.hintedAt },
    });
}

/** The hints of a calendar that no pull has settled yet, oldest first. */
export function listHints(
  tx: Tx,
  accountId: string,
  connectionId: string,
  limit: number,
): Promise<EventHint[]> {
  return tx
    .select({ eventId: table.eventId, hintedAt: table.hintedAt })
    .from(table)
    .where(own(accountId, connectionId))
    .orderBy(table.hintedAt)
    .limit(limit);
}

/** Settles hints, but not one that came again after `before`. */
export async function dropHints(
  tx: Tx,
  accountId: string,
  connectionId: string,
  eventIds: readonly string[],
  before: Instant,
): Promise<void> {
  if (eventIds.length === 0) return;
  await tx
    .delete(table)
    .where(
      and(own(accountId, connectionId), inArray(table.eventId, [...eventIds]), lte(table.hintedAt, before)),
    );
}
