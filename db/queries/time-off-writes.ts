import { and, desc, eq, gt, ne } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/instant";
import type { TimeOff } from "@/lib/domain/time-off/time-off";
import type { Tx } from "../client";
import { providerWrites } from "../schema/sync";

/** When an insert of this entry was first asked for, in case it reached the provider; null when none was. */
export async function timeOffAsked(tx: Tx, accountId: string, id: string): Promise<Instant | null> {
  const [row] = await tx
    .select({ at: providerWrites.requestedAt })
    .from(providerWrites)
    .where(
      and(
        eq(providerWrites.accountId, accountId),
        eq(providerWrites.timeOffId, id),
        eq(providerWrites.operation, "insert"),
        ne(providerWrites.result, "refused"),
      ),
    )
    .orderBy(providerWrites.requestedAt)
    .limit(1);
  return row?.at ?? null;
}

/** Whether a patch of this entry went out without an answer, and nothing was learnt of it since. */
export async function hasUnansweredPatch(
  tx: Tx,
  accountId: string,
  { id, updatedAt }: Pick<TimeOff, "id" | "updatedAt">,
): Promise<boolean> {
  const [row] = await tx
    .select({ result: providerWrites.result })
    .from(providerWrites)
    .where(
      and(
        eq(providerWrites.accountId, accountId),
        eq(providerWrites.timeOffId, id),
        eq(providerWrites.operation, "patch"),
        gt(providerWrites.requestedAt, updatedAt),
      ),
    )
    .orderBy(desc(providerWrites.requestedAt))
    .limit(1);
  return row?.result === "asked" || row?.result === "unknown";
}
