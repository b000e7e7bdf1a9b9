import { identityOf } from "@/lib/domain/accounts/identity";
import { noAccountId } from "@/lib/domain/accounts/no-account";
import { AppError } from "@/lib/domain/errors";
import { childLogger } from "@/lib/log";
import { signInWithProvider } from "@/lib/services/accounts/sign-in-with-provider";
import { systemCtx } from "@/lib/services/wiring";
import { type Attempt, currentAttempt } from "./attempt";

/**
 * Whether the person a proved identity token is about is somebody's here; notes in the attempt who, or why not. Keeps
 * nothing of the claims but the provider's key.
 */
export async function admit(claims: unknown): Promise<boolean> {
  const attempt = currentAttempt();
  if (!attempt) return false;
  try {
    await judge(attempt, claims);
  } catch (error) {
    const isThrottled = error instanceof AppError && error.code === "too-many";
    attempt.refusal = isThrottled ? "too-many" : "unavailable";
    if (!isThrottled) childLogger({ part: "sign-in" }).error({ err: error }, "sign-in failed");
  }
  return attempt.found !== null;
}

async function judge(attempt: Attempt, claims: unknown): Promise<void> {
  const identity = identityOf(attempt.provider, claims);
  if (!identity) {
    attempt.refusal = "provider";
    return;
  }
  attempt.found = await signInWithProvider(systemCtx(noAccountId, "sign-in"), identity);
  if (attempt.found) return;
  attempt.refusal = identity.address === null ? "unverified" : "unknown";
  attempt.address = identity.address;
}
