import { and, eq } from "drizzle-orm";
import type { FailedSignIns } from "@/lib/domain/accounts/sign-in-throttle";
import type { Instant } from "@/lib/domain/time/instant";
import type { Tx } from "../client";
import { signInAttempts } from "../schema/accounts";

/** The failures so far, locked until the transaction ends so that guesses made at once are counted one by one. */
export async function lockFailedSignIns(
  tx: Tx,
  accountId: string,
  addressHash: string,
  now: Instant,
): Promise<FailedSignIns | null> {
  await tx
    .insert(signInAttempts)
    .values({ accountId, addressHash, failures: 0, firstFailureAt: now })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ failures: signInAttempts.failures, firstFailureAt: signInAttempts.firstFailureAt })
    .from(signInAttempts)
    .where(attemptsOf(accountId, addressHash))
    .for("update");
  return row && row.failures > 0 ? row : null;
}

export async function saveFailedSignIns(
  tx: Tx,
  accountId: string,
  addressHash: string,
  counted: FailedSignIns,
): Promise<void> {
  await tx.update(signInAttempts).set(counted).where(attemptsOf(accountId, addressHash));
}

export async function forgetFailedSignIns(tx: Tx, accountId: string, addressHash: string): Promise<void> {
  await tx.delete(signInAttempts).where(attemptsOf(accountId, addressHash));
}

const attemptsOf = (accountId: string, addressHash: string) =>
  and(eq(signInAttempts.accountId, accountId), eq(signInAttempts.addressHash, addressHash));
