import type { Consent, ConsentRefusal, Grant } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { addressOf, subjectIn } from "./identity";
import { loginRoot, type MicrosoftSettings } from "./settings";
import { numbersIn, operatorNumbers } from "./to-token-error";
import { askForTokens, scopes, toCredentials } from "./tokens";

const needed = "Calendars.ReadWrite";
const MAX_CODE = 8_192;

/** Where the browser goes to choose an account and accept. */
export function consentUrl(settings: MicrosoftSettings, consent: Consent): string {
  return signInUrl(settings, "/oauth2/v2.0/authorize", {
    client_id: settings.clientId,
    redirect_uri: consent.redirectUri,
    response_type: "code",
    response_mode: "query",
    scope: scopes,
    state: consent.state,
    prompt: "select_account",
    code_challenge: consent.codeChallenge,
    code_challenge_method: "S256",
    ...(consent.loginHint ? { login_hint: consent.loginHint } : {}),
    ...(consent.claims ? { claims: consent.claims } : {}),
  });
}

/** Where an administrator approves this app for the whole organisation. */
export function adminConsentUrl(
  settings: MicrosoftSettings,
  input: { redirectUri: string; state: string },
): string {
  // Personal accounts have no administrator, so that these two tenants have no such page.
  const tenant = ["common", "consumers"].includes(settings.tenant) ? "organizations" : settings.tenant;
  return signInUrl({ ...settings, tenant }, "/v2.0/adminconsent", {
    client_id: settings.clientId,
    redirect_uri: input.redirectUri,
    state: input.state,
    scope: "https://graph.microsoft.com/User.Read https://graph.microsoft.com/Calendars.ReadWrite",
  });
}

function signInUrl(settings: MicrosoftSettings, path: string, parameters: Record<string, string>): string {
  const url = new URL(`${loginRoot(settings)}/${encodeURIComponent(settings.tenant)}${path}`);
  url.search = new URLSearchParams(parameters).toString();
  return url.href;
}

const refusalByNumber: Record<number, ConsentRefusal> = {
  65004: "denied",
  // The app is kept to chosen people, or its consent to administrators.
  50105: "ask-admin",
  65001: "ask-admin",
  90094: "ask-admin",
  90095: "ask-admin",
  900941: "ask-admin",
  50020: "wrong-account",
  50034: "wrong-account",
  90072: "wrong-account",
};
const refusalByWord = new Map<string, ConsentRefusal>([
  ["access_denied", "denied"],
  ["consent_required", "ask-admin"],
  ["invalid_client", "misconfigured"],
  ["invalid_request", "misconfigured"],
  ["invalid_resource", "misconfigured"],
  ["invalid_scope", "misconfigured"],
  ["unauthorized_client", "misconfigured"],
  ["unsupported_response_type", "misconfigured"],
]);

/** Why consent brought no code (providers 1.2). `access_denied` alone stands for a decline and for a tenant's policy. */
export function readRefusal(query: URLSearchParams): ConsentRefusal {
  const [number] = numbersIn({ error_description: query.get("error_description") });
  if (number !== undefined && operatorNumbers.has(number)) return "misconfigured";
  const known = number === undefined ? undefined : refusalByNumber[number];
  return known ?? refusalByWord.get(query.get("error") ?? "") ?? "failed";
}

/** Trades the code and verifies who granted. A code that was used, has expired or has another verifier is `refused`. */
export async function exchangeCode(
  settings: MicrosoftSettings,
  input: { code: string; codeVerifier: string; redirectUri: string },
): Promise<Grant> {
  if (!input.code || input.code.length > MAX_CODE)
    throw new ProviderError("refused", "There is no code to trade");
  const answer = await askForTokens(settings, {
    grant_type: "authorization_code",
    code: input.code,
    code_verifier: input.codeVerifier,
    redirect_uri: input.redirectUri,
    scope: scopes,
  }).catch((error: unknown) => {
    throw asDeadCode(error);
  });
  const subject = await subjectIn(settings, answer.id_token);
  const email = await addressOf(settings, answer.access_token);
  const granted = (answer.scope ?? "").split(/\s+/).filter(Boolean);
  const isGranted = granted.some((scope) => shortForm(scope) === needed.toLowerCase());
  return {
    credentials: toCredentials(answer, null),
    subject,
    email,
    scopes: granted,
    missingScopes: isGranted ? [] : [needed],
  };
}

/** On this call a dead grant is a dead code: asking again is the cure, not reconnecting. */
function asDeadCode(error: unknown): unknown {
  // What the person or their organisation has in the way (another sign-in, a block, a scope) is no dead code.
  const isDead =
    error instanceof ProviderError &&
    error.kind === "reauthorise" &&
    (error.why === null || error.why === "revoked" || error.why === "expired");
  return isDead ? new ProviderError("refused", error.message) : error;
}

/** Scopes come back short or in full, in any case. */
const shortForm = (scope: string): string =>
  scope.toLowerCase().replace(/^https:\/\/graph\.microsoft\.com\//, "");
