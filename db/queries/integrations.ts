import { eq } from "drizzle-orm";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { installedIntegrations as table } from "../schema/calendars";

export type Installed = { provider: ProviderName; installedBy: string; installedAt: Instant };

export async function findInstalled(tx: Tx, accountId: string): Promise<Installed | null> {
  const [row] = await tx
    .select({ provider: table.provider, installedBy: table.installedBy, installedAt: table.installedAt })
    .from(table)
    .where(eq(table.accountId, accountId))
    .limit(1);
  return row ?? null;
}

/** The same, and an uninstall waits until the caller's transaction has ended. */
export async function holdInstalled(tx: Tx, accountId: string): Promise<ProviderName | null> {
  const [row] = await tx
    .select({ provider: table.provider })
    .from(table)
    .where(eq(table.accountId, accountId))
    .for("share");
  return row?.provider ?? null;
}

/** Installs unless something is installed already; answers with what stands afterwards (RULES C4: the key is the account). */
export async function install(tx: Tx, accountId: string, wanted: Installed): Promise<Installed> {
  await tx
    .insert(table)
    .values({ accountId, ...wanted })
    .onConflictDoNothing();
  return (await findInstalled(tx, accountId)) ?? wanted;
}

export async function uninstall(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(table).where(eq(table.accountId, accountId));
}
