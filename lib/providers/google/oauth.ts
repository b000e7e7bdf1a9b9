import type { Consent, ConsentRefusal, Grant } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { type GoogleSettings, merge, type OAuthClient, oauthClient } from "./client";
import { toProviderError } from "./to-error";

const prefix = "https://www.googleapis.com/auth/";
/** Least privilege for two-way sync of a primary calendar, which its person always owns. */
const needed = `${prefix}calendar.events.owned`;
const broader = new Set([needed, `${prefix}calendar.events`, `${prefix}calendar`]);

/** Where the browser goes to choose an account and allow. Always asks, so that a refresh token comes back. */
export function consentUrl(settings: GoogleSettings, consent: Consent): string {
  const url = new URL(`${settings.apiRoot ?? "https://accounts.google.com"}/o/oauth2/v2/auth`);
  const parameters = {
    client_id: settings.clientId,
    redirect_uri: consent.redirectUri,
    response_type: "code",
    scope: `openid email profile ${needed}`,
    state: consent.state,
    access_type: "offline",
    prompt: "select_account consent",
    include_granted_scopes: "true",
    code_challenge: consent.codeChallenge,
    code_challenge_method: "S256",
    ...(consent.loginHint ? { login_hint: consent.loginHint } : {}),
  };
  url.search = new URLSearchParams(parameters).toString();
  return url.href;
}

const refusals = new Map<string, ConsentRefusal>([
  ["access_denied", "denied"],
  ["admin_policy_enforced", "ask-admin"],
  ["org_internal", "wrong-account"],
  ["deleted_client", "misconfigured"],
  ["disallowed_useragent", "misconfigured"],
  ["invalid_client", "misconfigured"],
  ["invalid_request", "misconfigured"],
  ["invalid_scope", "misconfigured"],
  ["redirect_uri_mismatch", "misconfigured"],
  ["unauthorized_client", "misconfigured"],
]);

/** Why consent brought no code. Most refusals Google shows to the person itself; the few that come back are told here. */
export const readRefusal = (query: URLSearchParams): ConsentRefusal =>
  refusals.get(query.get("error") ?? "") ?? "failed";

/** Trades the code and verifies who granted. A code that was used, has expired or has another verifier is `refused`. */
export async function exchangeCode(
  settings: GoogleSettings,
  input: { code: string; codeVerifier: string; redirectUri: string },
): Promise<Grant> {
  const client = oauthClient(settings, input.redirectUri);
  const { tokens } = await client
    .getToken({ code: input.code, codeVerifier: input.codeVerifier, redirect_uri: input.redirectUri })
    .catch((error: unknown) => {
      const translated = toProviderError(error);
      // On this endpoint a dead grant is a dead code: asking again is the cure, not reconnecting.
      throw translated.kind === "reauthorise" ? new ProviderError("refused", translated.message) : translated;
    });
  const person = await verify(settings, client, tokens.id_token);
  const scopes = (tokens.scope ?? "").split(/\s+/).filter(Boolean);
  return {
    credentials: merge(null, tokens),
    ...person,
    scopes,
    missingScopes: scopes.some((scope) => broader.has(scope)) ? [] : [needed],
  };
}

async function verify(
  settings: GoogleSettings,
  client: OAuthClient,
  idToken: string | null | undefined,
): Promise<{ subject: string; email: string }> {
  if (!idToken) throw new ProviderError("refused", "Google sent no identity");
  const ticket = await client
    .verifyIdToken({ idToken, audience: settings.clientId })
    .catch(() => Promise.reject(new ProviderError("refused", "Google's identity could not be verified")));
  const payload = ticket.getPayload();
  if (!payload?.sub || !payload.email) throw new ProviderError("refused", "Google sent no address");
  return { subject: payload.sub, email: payload.email.toLowerCase() };
}
