import { eq } from "drizzle-orm";
import type { ZoneId } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { accounts } from "../schema/accounts";

export type AccountDefaults = { currency: string; timeZone: ZoneId };

/** What the account's pages fall back on; null for an account that is gone. */
export async function findAccountDefaults(tx: Tx, accountId: string): Promise<AccountDefaults | null> {
  const [row] = await tx
    .select({ currency: accounts.currency, timeZone: accounts.timeZone })
    .from(accounts)
    .where(eq(accounts.accountId, accountId));
  return row ?? null;
}
