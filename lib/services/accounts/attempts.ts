import { writeAudit } from "@/db/queries/audit";
import { forgetFailedSignIns, lockFailedSignIns, saveFailedSignIns } from "@/db/queries/sign-in-attempts";
import { judgeSignIn } from "@/lib/domain/accounts/sign-in-throttle";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import { AppError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "@/lib/services/context";

export type SignedIn = { userId: string; accountId: string };
/** What tries are counted by: the hash of an address, or of an account at a provider. */
export type Attempt = { accountId: string; addressHash: string };
/** The way somebody came in, as the audit log says it. */
export type WayIn = "password" | ProviderName;

/**
 * Counts the try as a failure before anything is looked at, so that guesses sent all at once gain nothing. Throws
 * `too-many` after five failures within 15 minutes.
 */
export async function countAttempt(ctx: Ctx, { accountId, addressHash }: Attempt): Promise<void> {
  await inTransaction({ ...ctx, accountId }, async (tx) => {
    const past = await lockFailedSignIns(tx, accountId, addressHash, ctx.now());
    const judged = judgeSignIn(past, ctx.now());
    if (!judged.allowed)
      throw new AppError("too-many", "Too many attempts. Wait a quarter of an hour and try again.");
    await saveFailedSignIns(tx, accountId, addressHash, judged.ifItFails);
  });
}

/** Ends the counting and writes the sign-in into the audit log of the person's account. */
export async function noteSignIn(ctx: Ctx, attempt: Attempt, who: SignedIn, way: WayIn): Promise<void> {
  await inTransaction({ ...ctx, accountId: attempt.accountId }, (tx) =>
    forgetFailedSignIns(tx, attempt.accountId, attempt.addressHash),
  );
  await inTransaction({ ...ctx, accountId: who.accountId }, (tx) =>
    writeAudit(tx, who.accountId, {
      at: ctx.now(),
      actor: "user",
      userId: who.userId,
      action: "user.signed-in",
      subject: `user:${who.userId}`,
      details: { way },
    }),
  );
}
