import type { IncomingHttpHeaders } from "node:http";
import type { Env } from "@/lib/env";

type PolicyInput = { nonce: string; formTargets: readonly string[]; development: boolean };

/** The Content-Security-Policy of one response: only scripts that carry its nonce run. */
export function contentSecurityPolicy({ nonce, formTargets, development }: PolicyInput): string {
  // The development build evaluates source maps and talks to its own socket.
  const scripts = development ? ["'unsafe-eval'"] : [];
  const connections = development ? ["ws:"] : [];
  return [
    ["default-src", "'self'"],
    ["script-src", "'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...scripts],
    ["style-src", "'self'", "'unsafe-inline'"],
    ["img-src", "'self'", "data:"],
    ["font-src", "'self'"],
    ["connect-src", "'self'", ...connections],
    ["frame-ancestors", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'", ...formTargets],
    ["object-src", "'none'"],
  ]
    .map((directive) => directive.join(" "))
    .join("; ");
}

/** Personal accounts may be sent on to their own sign-in host, and browsers hold a form's redirects to this list too. */
const microsoftSignIn = ["https://login.microsoftonline.com", "https://login.live.com"];

/** Where a form of ours may be redirected to: the consent pages of the providers that are configured. */
export function formTargets(env: Pick<Env, "google" | "microsoft">): string[] {
  const targets: string[] = [];
  if (env.google) targets.push(env.google.apiRoot ?? "https://accounts.google.com");
  if (env.microsoft) targets.push(...(env.microsoft.apiRoot ? [env.microsoft.apiRoot] : microsoftSignIn));
  return targets;
}

/** Headers of every response that are the same for all of them. */
export function fixedHeaders(appUrl: string): Record<string, string> {
  const secure = appUrl.startsWith("https:");
  return {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    ...(secure ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

/**
 * Removes headers by which a stranger could steer us: a nonce of theirs, and unless a proxy of ours writes them,
 * forwarded addresses.
 */
export function dropUntrusted(headers: IncomingHttpHeaders, trustProxy: boolean): void {
  for (const name of Object.keys(headers)) {
    const steering = name.startsWith("content-security-policy") || name === "x-nonce";
    const forwarded = name.startsWith("x-forwarded-") || name === "forwarded" || name === "x-real-ip";
    if (steering || (forwarded && !trustProxy)) delete headers[name];
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The caller's request id when it is one, else null: anything else could forge log lines. */
export function acceptedRequestId(given: string | string[] | undefined): string | null {
  return typeof given === "string" && uuid.test(given) ? given.toLowerCase() : null;
}
