import { refusalOfFault } from "@/lib/domain/accounts/sign-in-refusal";
import { childLogger } from "@/lib/log";
import { currentAttempt } from "./attempt";

/**
 * next-auth's logger. It is handed tokens, profiles and the provider's own sentences, which name people: only its code, the
 * kind of fault and an error's code get through. Notes in the attempt what to tell the person.
 */
export function noteFault(reason: string, metadata: unknown): void {
  // A refused password is no fault of ours, and its message has been logged where it arose.
  if (reason === "CALLBACK_CREDENTIALS_HANDLER_ERROR") return;
  const error = errorIn(metadata);
  const attempt = currentAttempt();
  if (!attempt) {
    childLogger({ part: "next-auth" }).warn({ reason, ...(error ? { err: error } : {}) }, "next-auth");
    return;
  }
  attempt.refusal ??= refusalOfFault(error?.message ?? "");
  const { provider, refusal } = attempt;
  childLogger({ part: "sign-in", provider }).warn(
    { reason, refusal, fault: faultIn(error) },
    "not signed in",
  );
}

function errorIn(metadata: unknown): Error | undefined {
  const inner = metadata && typeof metadata === "object" && "error" in metadata ? metadata.error : metadata;
  return inner instanceof Error ? inner : undefined;
}

/** What an operator needs to mend it: an OAuth error code with Microsoft's number, or the system's error code. */
export function faultIn(error: Error | undefined): string {
  const code = error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  const said = /^[a-z]+(?:_[a-z]+)+(?= \(|$)/.exec(error?.message ?? "")?.[0];
  const number = /AADSTS\d+/.exec(error?.message ?? "")?.[0];
  return [code, said, number].filter(Boolean).join(" ") || "unexpected";
}
