import { and, eq, isNull, sql } from "drizzle-orm";
import type { ProviderName } from "@/lib/domain/calendar/connection";
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

/** Whether a meeting still waits for its invitation; it stays so until the caller's transaction has ended. */
export async function holdPending(tx: Tx, accountId: string, meetingId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .where(and(eq(meetings.accountId, accountId), eq(meetings.id, meetingId), eq(meetings.push, "pending")))
    .for("update");
  return rows.length > 0;
}

/** What waits on one calendar and was never asked for there goes out through another one. */
export async function movePending(
  tx: Tx,
  accountId: string,
  from: string,
  to: { id: string; provider: ProviderName },
): Promise<void> {
  await tx
    .update(meetings)
    .set({ connectionId: to.id, provider: to.provider })
    .where(
      and(
        eq(meetings.accountId, accountId),
        eq(meetings.connectionId, from),
        eq(meetings.push, "pending"),
        sql`not exists (
          select from provider_writes w
          where w.account_id = ${accountId} and w.meeting_id = ${meetings.id} and w.operation = 'insert')`,
      ),
    );
}
