import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "../client";
import { calendarConnections as table } from "../schema/calendars";

const own = (accountId: string, id: string) => and(eq(table.accountId, accountId), eq(table.id, id));

export type SealedCredentials = { sealed: string; version: number };

/** The sealed tokens; null once disconnected. The only read that touches them. */
export async function readCredentials(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<SealedCredentials | null> {
  const [row] = await tx
    .select({ sealed: table.credentials, version: table.credentialsVersion })
    .from(table)
    .where(own(accountId, id))
    .limit(1);
  return row?.sealed ? { sealed: row.sealed, version: row.version } : null;
}

/** Stores refreshed tokens only if nobody else did since `version` was read; false when somebody was faster. */
export async function swapCredentials(
  tx: Tx,
  accountId: string,
  id: string,
  version: number,
  sealed: string,
): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ credentials: sealed, credentialsVersion: version + 1 })
    .where(and(own(accountId, id), eq(table.credentialsVersion, version), isNull(table.disconnectedAt)))
    .returning({ id: table.id });
  return rows.length > 0;
}
