import { listSignInCandidates, type SignInCandidate } from "@/db/queries/users";
import { sha256 } from "@/lib/crypto";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { type Ctx, inTransaction } from "@/lib/services/context";
import { countAttempt, noteSignIn, type SignedIn } from "./attempts";
import { isPassword, pretendToCheck } from "./passwords";

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
  const who = { userId: found.id, accountId: found.accountId };
  await noteSignIn(ctx, attempt, who, "password");
  return who;
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
