import { writeAudit } from "@/db/queries/audit";
import { forgetFailedSignIns, lockFailedSignIns, saveFailedSignIns } from "@/db/queries/sign-in-attempts";
import { listSignInCandidates, type SignInCandidate } from "@/db/queries/users";
import { sha256 } from "@/lib/crypto";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { judgeSignIn } from "@/lib/domain/accounts/sign-in-throttle";
import { AppError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { isPassword, pretendToCheck } from "./passwords";

export type SignedIn = { userId: string; accountId: string };
type Attempt = { accountId: string; addressHash: string };

const MAX_PASSWORD = 1_000;

/**
 * Who an address and a password belong to; null when they fit nobody, without saying which of the two was wrong. Throws
 * `too-many` after five failures for the address within 15 minutes. `ctx` is the system's own, of no account.
 */
export async function signIn(ctx: Ctx, input: { email: string; password: string }): Promise<SignedIn | null> {
  const address = input.email.trim().toLowerCase();
  if (address === "" || address.length > 254 || input.password.length > MAX_PASSWORD) return null;
  const candidates = await inTransaction(ctx, (tx) => listSignInCandidates(tx, address));
  const attempt = { accountId: candidates[0]?.accountId ?? noAccountId, addressHash: sha256(address) };
  await countAttempt(ctx, attempt);
  const found = await checkPassword(candidates, input.password);
  if (!found) return null;
  await noteSignIn(ctx, attempt, found);
  return { userId: found.id, accountId: found.accountId };
}

/** Counts the try as a failure before the password is looked at, so that guesses sent all at once gain nothing. */
async function countAttempt(ctx: Ctx, { accountId, addressHash }: Attempt): Promise<void> {
  await inTransaction({ ...ctx, accountId }, async (tx) => {
    const past = await lockFailedSignIns(tx, accountId, addressHash, ctx.now());
    const judged = judgeSignIn(past, ctx.now());
    if (!judged.allowed)
      throw new AppError("too-many", "Too many attempts. Wait a quarter of an hour and try again.");
    await saveFailedSignIns(tx, accountId, addressHash, judged.ifItFails);
  });
}

async function checkPassword(
  candidates: readonly SignInCandidate[],
  password: string,
): Promise<SignInCandidate | null> {
  if (candidates.length === 0) await pretendToCheck(password);
  for (const candidate of candidates) {
    if (await isPassword(candidate.passwordHash, password)) return candidate;
  }
  return null;
}

async function noteSignIn(ctx: Ctx, attempt: Attempt, { id, accountId }: SignInCandidate): Promise<void> {
  await inTransaction({ ...ctx, accountId: attempt.accountId }, (tx) =>
    forgetFailedSignIns(tx, attempt.accountId, attempt.addressHash),
  );
  await inTransaction({ ...ctx, accountId }, (tx) =>
    writeAudit(tx, accountId, {
      at: ctx.now(),
      actor: "user",
      userId: id,
      action: "user.signed-in",
      subject: `user:${id}`,
    }),
  );
}
