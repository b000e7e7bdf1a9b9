import type { ConnectResult } from "@/lib/domain/calendar/connection";
import { type ProviderName, providerNames } from "@/lib/domain/calendar/connection";
import { notFound } from "@/lib/domain/errors";
import { settings } from "@/lib/env";

const cookie = "almanac-connect";
const LIFE_S = 600;

/** The provider a path names, or "not found". */
export function providerIn(params: Record<string, string>): ProviderName {
  const name = providerNames.find((candidate) => candidate === params.provider);
  if (!name) throw notFound("calendar app");
  return name;
}

/** Sends the browser on. 303, so that a posted form becomes a plain GET. */
export function seeOther(location: string, setCookie?: string): Response {
  const headers = new Headers({ location, "cache-control": "no-store" });
  if (setCookie) headers.append("set-cookie", setCookie);
  return new Response(null, { status: 303, headers });
}

/** One of our own pages with how connecting ended, and at which provider (RULES C7). */
export const resultPage = (page: string, result: ConnectResult, provider: ProviderName): string =>
  new URL(`${page}?calendar=${result}&provider=${provider}`, settings().appUrl).href;

/** Keeps the sealed flow in this browser until it comes back; Lax, since the way back is a link from the provider. */
export const keepFlow = (sealed: string): string => flowCookie(sealed, LIFE_S);

/** A flow is used once: whatever the answer was, the cookie goes. */
export const dropFlow = (): string => flowCookie("", 0);

export const flowCookieName = cookie;

function flowCookie(value: string, maxAge: number): string {
  const secure = settings().appUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookie}=${value}; Path=/api/calendar; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}
