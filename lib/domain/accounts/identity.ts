import { z } from "zod";
import type { ProviderName } from "../calendar/connection";
import { address } from "../records/inputs";

/**
 * Whom a provider says it has before it: its stable key for the account, and the address it vouches for. The address is
 * null when the provider vouches for none.
 */
export type Identity = { provider: ProviderName; subject: string; address: string | null };

/** Who an identity token is about (providers 1.1, 1.2); null when it lacks the provider's stable key. */
export function identityOf(provider: ProviderName, claims: unknown): Identity | null {
  const read = readers[provider](claims);
  return read && { provider, ...read };
}

type Read = (claims: unknown) => Omit<Identity, "provider"> | null;

const googleClaims = z.object({
  sub: z.string().min(1).max(255),
  email: z.unknown().optional(),
  email_verified: z.unknown().optional(),
});
const microsoftClaims = z.object({
  tid: z.guid(),
  oid: z.guid(),
  preferred_username: z.unknown().optional(),
  idp: z.unknown().optional(),
});

// Google accounts can be made with anybody's address; only a verified one belongs to whoever holds the account.
const readGoogle: Read = (claims) => {
  const read = googleClaims.safeParse(claims);
  if (!read.success) return null;
  const { sub, email, email_verified } = read.data;
  return { subject: sub, address: email_verified === true ? addressIn(email) : null };
};

// The `email` claim is whatever a tenant's administrator typed, so a foreign tenant could name one of our people in it. The
// sign-in name can only be in a domain which that tenant has proved to own, but for its guests, who are named by their home
// directory. The key is per directory (learn.microsoft.com, claims validation).
const readMicrosoft: Read = (claims) => {
  const read = microsoftClaims.safeParse(claims);
  if (!read.success) return null;
  const { tid, oid, preferred_username, idp } = read.data;
  const isGuest = idp !== undefined || /#ext#/i.test(String(preferred_username));
  const address = isGuest ? null : addressIn(preferred_username);
  return { subject: `${tid}:${oid}`.toLowerCase(), address };
};

const readers: Record<ProviderName, Read> = { google: readGoogle, microsoft: readMicrosoft };

const addressIn = (claim: unknown): string | null => address.safeParse(claim).data ?? null;
