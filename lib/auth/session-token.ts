import { decode, encode, type JWT, type JWTDecodeParams, type JWTEncodeParams } from "next-auth/jwt";
import { z } from "zod";
import { settings } from "@/lib/env";

/** A session lasts this long after its last renewal, in seconds. */
export const SESSION_SECONDS = 12 * 60 * 60;
// Renewed at most every ten minutes: often enough to slide, seldom enough to keep answers small.
const RENEW_AFTER_SECONDS = 10 * 60;

/** All that the cookie carries: ids. Names and rights are read from the database at each request. */
export type SessionToken = { userId: string; accountId: string; issuedAt: number };

const claims = z.object({ sub: z.uuid(), accountId: z.uuid(), iat: z.number(), exp: z.number() });

export const isSecure = (): boolean => settings().appUrl.startsWith("https:");
export const cookieName = (): string => (isSecure() ? "__Secure-almanac.session" : "almanac.session");
export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: isSecure(),
});

/** Seals with the current secret. */
export const encodeToken = (params: Pick<JWTEncodeParams, "token" | "maxAge">): Promise<string> =>
  encode({ ...params, secret: settings().appSecrets[0].secret });

/** Opens what any current or earlier secret sealed; null for everything else. */
export async function decodeToken({ token }: Pick<JWTDecodeParams, "token">): Promise<JWT | null> {
  for (const { secret } of settings().appSecrets) {
    const opened = await decode(token === undefined ? { secret } : { token, secret }).catch(() => null);
    if (opened) return opened;
  }
  return null;
}

/** The session in a cookie's value; null when it is absent, forged or over. */
export async function readSessionToken(cookie: string | undefined): Promise<SessionToken | null> {
  if (!cookie) return null;
  const read = claims.safeParse(await decodeToken({ token: cookie }));
  return read.success
    ? { userId: read.data.sub, accountId: read.data.accountId, issuedAt: read.data.iat }
    : null;
}

/** A `Set-Cookie` value that prolongs the session; null while it is fresh. `nowMs` is the present. */
export async function renewalOf(session: SessionToken, nowMs: number): Promise<string | null> {
  if (nowMs / 1_000 - session.issuedAt < RENEW_AFTER_SECONDS) return null;
  const token = { sub: session.userId, accountId: session.accountId };
  const value = await encodeToken({ token, maxAge: SESSION_SECONDS });
  const secure = isSecure() ? "; Secure" : "";
  return `${cookieName()}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_SECONDS}${secure}`;
}
