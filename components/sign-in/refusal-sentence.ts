import { type SignInRefusal, signInRefusals } from "@/lib/domain/accounts/sign-in-refusal";
import { type ProviderName, providerNames, providerWords } from "@/lib/domain/calendar/connection";

type Told = { error: string | undefined; with: string | undefined; address: string | undefined };

/**
 * What the sign-in page says to somebody who came back without being signed in; null when there is nothing to say. `address`
 * is their own, if it is known; `error` and `with` come from the page's address and may hold anything.
 */
export function refusalSentence(told: Told): string | null {
  const refusal = signInRefusals.find((known) => known === told.error);
  const provider = providerNames.find((known) => known === told.with);
  if (!told.error) return null;
  return sentences[refusal ?? "unavailable"](maker(provider), told.address);
}

const maker = (provider: ProviderName | undefined) =>
  provider ? providerWords[provider].maker : "the provider";

const sentences: Record<SignInRefusal, (maker: string, address: string | undefined) => string> = {
  unknown: (_maker, address) =>
    `Nobody here uses ${address ?? "that account"}: ask an administrator to invite you.`,
  unverified: (maker) =>
    `${startOf(maker)} does not vouch for that account's email address. Verify it there, or use another account.`,
  cancelled: (maker) => `You cancelled at ${maker}, and nothing was stored.`,
  approval: (maker) =>
    `Your organization lets only an administrator allow signing in with ${maker}. Ask them, or use your password.`,
  stale: () => "That took too long or was begun in another window. Try again.",
  provider: (maker) =>
    `${startOf(maker)} cannot sign you in right now. Try again in a moment, or use your password.`,
  "too-many": () => "Too many attempts. Wait a few minutes and try again.",
  unavailable: () => "Signing in is not possible right now. Try again in a moment.",
};

const startOf = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
