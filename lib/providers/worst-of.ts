import type { ProviderError } from "@/lib/domain/errors";

/**
 * The one of several failures of one call that decides what happens next: one that waiting does not help, or else the longest
 * wait; undefined when none failed.
 */
export function worstOf(failures: readonly ProviderError[]): ProviderError | undefined {
  const passes = ({ kind }: ProviderError) => kind === "slow-down" || kind === "temporary";
  const lasting = failures.find((failure) => !passes(failure));
  const waitOf = ({ retryAfterMs }: ProviderError) => retryAfterMs ?? 0;
  return lasting ?? failures.toSorted((one, other) => waitOf(other) - waitOf(one)).at(0);
}
