import { AsyncLocalStorage } from "node:async_hooks";
import type { SignInRefusal } from "@/lib/domain/accounts/sign-in-refusal";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { SignedIn } from "@/lib/services/accounts/attempts";

/** What one request to sign in with a provider has come to. */
export type Attempt = {
  provider: ProviderName;
  found: SignedIn | null;
  refusal: SignInRefusal | null;
  /** Of the person who was refused, to say back to them and to nobody else. */
  address: string | null;
};

// next-auth keeps one logger for all requests and tells its callbacks little: this is how they know whose turn it is.
const attempts = new AsyncLocalStorage<Attempt>();

/** Does `work` as one attempt, which next-auth's callbacks and logger fill in. */
export function asAttempt<T>(provider: ProviderName, work: (attempt: Attempt) => Promise<T>): Promise<T> {
  const attempt: Attempt = { provider, found: null, refusal: null, address: null };
  return attempts.run(attempt, () => work(attempt));
}

/** The attempt this code runs for; undefined outside of one, as for passwords. */
export const currentAttempt = (): Attempt | undefined => attempts.getStore();
