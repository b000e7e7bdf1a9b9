import type { Tx } from "@/db/client";
import { type Connection, findConnection, findConnectionOfUser } from "@/db/queries/connections";
import { keepsTimeOffSame } from "@/db/queries/time-off-preference";
import type { PushCalendar } from "@/lib/domain/time-off/plan-push";

/** The calendar a person has connected now, as a push meets it; null while there is none. */
export async function calendarOf(tx: Tx, accountId: string, userId: string): Promise<PushCalendar | null> {
  const connection = await findConnectionOfUser(tx, accountId, userId);
  return connection && viewOf(connection, await keepsTimeOffSame(tx, accountId, userId));
}

/** The calendar an entry is to stand in, and whether it can be written to; both null once it was disconnected. */
export async function calendarOfEntry(
  tx: Tx,
  accountId: string,
  entry: { connectionId: string | null; userId: string },
): Promise<{ connection: Connection; calendar: PushCalendar } | null> {
  const connection = entry.connectionId ? await findConnection(tx, accountId, entry.connectionId) : null;
  if (!connection || connection.disconnectedAt) return null;
  return { connection, calendar: viewOf(connection, await keepsTimeOffSame(tx, accountId, entry.userId)) };
}

/** A wait of our own, after a pull that failed, holds back no write: writing has its own tries. */
const viewOf = (connection: Connection, keepsSame: boolean): PushCalendar => ({
  id: connection.id,
  needsPerson: connection.state === "reconnect",
  syncing: connection.syncing,
  keepsSame,
  pausedUntil: connection.mend === "sync-now" ? null : connection.pausedUntil,
});
