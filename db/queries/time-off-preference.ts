import { and, eq } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { calendarPreferences as table } from "../schema/sync-rules";

/** The person's switch "Keep time off and my calendar the same": on until they turn it off (RULES section 4). */
export async function keepsTimeOffSame(tx: Tx, accountId: string, userId: string): Promise<boolean> {
  const [row] = await tx
    .select({ keepsSame: table.timeOffSync })
    .from(table)
    .where(and(eq(table.accountId, accountId), eq(table.userId, userId)));
  return row?.keepsSame ?? true;
}

export async function setKeepsTimeOffSame(
  tx: Tx,
  accountId: string,
  userId: string,
  to: { keepsSame: boolean; at: Instant },
): Promise<void> {
  const set = { timeOffSync: to.keepsSame, changedAt: to.at };
  await tx
    .insert(table)
    .values({ accountId, userId, ...set })
    .onConflictDoUpdate({ target: [table.accountId, table.userId], set });
}
