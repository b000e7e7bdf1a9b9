import { sql } from "drizzle-orm";
import { isOfRecords, type LiveChange } from "@/lib/domain/live";
import type { Tx } from "../client";

export const liveChannel = "almanac_live";

// NOTIFY takes at most 8,000 bytes; past this many records the pages are told to look at everything they show.
const MAX_RECORDS = 100;

/** Tells open pages of this account to look again, once this transaction has committed (RULES N2). */
export async function notifyLive(tx: Tx, accountId: string, change: LiveChange): Promise<void> {
  const records = change.records.length > MAX_RECORDS ? [] : change.records;
  if (isOfRecords(change) && change.records.length === 0) return;
  await tx.execute(
    sql`select pg_notify(${liveChannel}, ${JSON.stringify({ accountId, ...change, records })})`,
  );
}
