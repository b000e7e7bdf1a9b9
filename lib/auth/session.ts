import type { SessionUser } from "@/lib/domain/accounts/user";
import { findSessionUser } from "@/lib/services/accounts/find-session-user";
import { systemCtx } from "@/lib/services/wiring";
import { cookieName, readSessionToken, type SessionToken } from "./session-token";

export type Session = { user: SessionUser; token: SessionToken };

/**
 * Who a request's cookies say it is, read anew from the database: a changed role or a deactivation counts at once. Null
 * when nobody is signed in.
 */
export async function readSession(cookies: {
  get(name: string): string | undefined;
}): Promise<Session | null> {
  const token = await readSessionToken(cookies.get(cookieName()));
  if (!token) return null;
  const user = await findSessionUser(systemCtx(token.accountId, "session"), token.userId);
  return user && { user, token };
}

/** The cookies of a plain request, for doors that are not pages. */
export function cookiesOf(request: Request): { get(name: string): string | undefined } {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  const byName = new Map(pairs);
  return { get: (name) => byName.get(name) };
}
