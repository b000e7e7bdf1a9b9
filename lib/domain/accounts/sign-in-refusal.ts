/** Why somebody who came back from Google or Microsoft is not signed in. */
export const signInRefusals = [
  /** Nobody here has that account or address, or they are deactivated: the two are not told apart. */
  "unknown",
  /** The provider vouches for no address, so there is nothing to find a person by. */
  "unverified",
  /** They pressed Cancel at the provider. */
  "cancelled",
  /** Their organisation lets only an administrator allow new apps. */
  "approval",
  /** The answer is too old, was used before or belongs to another browser. */
  "stale",
  /** The provider cannot be reached, or its answer proves nothing. */
  "provider",
  "too-many",
  "unavailable",
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];

/** Reads the answer of a provider that sent the person back without a code (providers 1.1, 1.2). */
export function refusalOfAnswer(error: string, description: string): SignInRefusal {
  // AADSTS90094 and 900941 come as access_denied too: an administrator has to approve first.
  if (/AADSTS90094/.test(description) || error === "consent_required") return "approval";
  return error === "access_denied" ? "cancelled" : "provider";
}

/** Reads what went wrong while an answer was checked, from the words of the OAuth library. */
export function refusalOfFault(message: string): SignInRefusal {
  const isStale = /\bstate\b|\bnonce\b|\bcode_verifier\b|\binvalid_grant\b/i.test(message);
  return isStale ? "stale" : "provider";
}
