import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "../client";
import { meetings } from "../schema/meetings";

/** Meetings of a connection whose invitation still waits. */
export async function listPendingPushes(tx: Tx, accountId: string, connectionId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .where(
      and(
        eq(meetings.accountId, accountId),
        eq(meetings.connectionId, connectionId),
        eq(meetings.push, "pending"),
        isNull(meetings.cancelledAt),
      ),
    );
  return rows.map((row) => row.id);
}

/** What still waits for its invitation on a calendar stays in the CRM alone from now on. */
export async function keepPendingHere(tx: Tx, accountId: string, connectionId: string): Promise<void> {
  await tx
    .update(meetings)
    .set({ push: "local", pushNote: null, joinPending: false })
    .where(
      and(
        eq(meetings.accountId, accountId),
        eq(meetings.connectionId, connectionId),
        eq(meetings.push, "pending"),
      ),
    );
}
