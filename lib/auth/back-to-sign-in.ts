import { settings } from "@/lib/env";
import type { Attempt } from "./attempt";
import { isSecure } from "./session-token";

/** Holds, for the sign-in page alone and for a minute, the address of somebody who was refused. */
export const refusedCookie = "almanac-refused";

/** Sends the browser on. 303, so that a posted form becomes a plain GET. */
export function seeOther(location: string, setCookies: readonly string[] = []): Response {
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/**
 * Sends a person who could not be signed in back to the sign-in page, which says why and still knows where they were going.
 * Their address travels in a cookie: in the page's address it would stay in histories, and anybody could forge the sentence.
 */
export function backToSignIn(
  { provider, refusal, address }: Attempt,
  returnTo: string | null,
  setCookies: readonly string[] = [],
): Response {
  const page = new URL("/sign-in", settings().appUrl);
  page.searchParams.set("error", refusal ?? "provider");
  page.searchParams.set("with", provider);
  if (returnTo !== null) page.searchParams.set("returnTo", returnTo);
  const attributes = `Path=/sign-in; Max-Age=60; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;
  const telling = address ? [`${refusedCookie}=${encodeURIComponent(address)}; ${attributes}`] : [];
  return seeOther(page.href, [...setCookies, ...telling]);
}
