import { auth, calendar, type calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import type { Access, Credentials } from "@/lib/domain/calendar/provider";
import { toProviderError } from "./to-error";

export type GoogleSettings = { clientId: string; clientSecret: string; apiRoot: string | null };
export type OAuthClient = InstanceType<typeof auth.OAuth2>;
export type CalendarApi = calendar_v3.Calendar;

const CALL_TIMEOUT_MS = 10_000;

/** Google's OAuth client. With `apiRoot`, one origin stands in for all of Google's hosts, same paths. */
export function oauthClient(settings: GoogleSettings, redirectUri?: string): OAuthClient {
  const root = settings.apiRoot;
  return new auth.OAuth2({
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    ...(redirectUri ? { redirectUri } : {}),
    // Without it a 401 on a token that has not run out yet is not followed by a refresh.
    forceRefreshOnFailure: true,
    // Sign-in calls take no timeout of their own, and would wait for ever.
    transporterOptions: { timeout: CALL_TIMEOUT_MS },
    ...(root ? { endpoints: endpointsAt(root), issuers: [root] } : {}),
  });
}

const endpointsAt = (root: string) => ({
  oauth2AuthBaseUrl: `${root}/o/oauth2/v2/auth`,
  oauth2TokenUrl: `${root}/token`,
  oauth2RevokeUrl: `${root}/revoke`,
  tokenInfoUrl: `${root}/tokeninfo`,
  oauth2FederatedSignonPemCertsUrl: `${root}/oauth2/v1/certs`,
  oauth2FederatedSignonJwkCertsUrl: `${root}/oauth2/v3/certs`,
});

/**
 * One call to the Calendar API. Refreshed tokens are handed back and awaited before the answer is given on; every failure
 * becomes a `ProviderError`. The client's own retries are off: the queue owns the waiting.
 */
export async function callGoogle<T>(
  settings: GoogleSettings,
  access: Access,
  work: (api: CalendarApi) => Promise<T>,
): Promise<T> {
  const client = oauthClient(settings);
  const { accessToken, refreshToken, expiresAt } = access.credentials;
  client.setCredentials({
    access_token: accessToken,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    ...(expiresAt ? { expiry_date: Date.parse(expiresAt) } : {}),
  });
  const stored: Promise<void>[] = [];
  client.on("tokens", (tokens) => {
    const storing = access.refreshed(merge(access.credentials, tokens));
    // Awaited below; until then a failure must not count as one that nobody handles.
    storing.catch(() => undefined);
    stored.push(storing);
  });
  const api = calendar({
    version: "v3",
    auth: client,
    retry: false,
    timeout: CALL_TIMEOUT_MS,
    ...(settings.apiRoot ? { rootUrl: `${settings.apiRoot}/` } : {}),
  });
  try {
    return await work(api);
  } catch (error) {
    throw toProviderError(error);
  } finally {
    await Promise.all(stored);
  }
}

type GoogleTokens = {
  access_token?: string | null;
  refresh_token?: string | null;
  expiry_date?: number | null;
};

/** New tokens over the old ones. Google does not rotate refresh tokens: an answer without one keeps ours. */
export function merge(before: Credentials | null, tokens: GoogleTokens): Credentials {
  return {
    accessToken: tokens.access_token ?? before?.accessToken ?? "",
    refreshToken: tokens.refresh_token ?? before?.refreshToken ?? null,
    expiresAt: tokens.expiry_date ? new Date(tokens.expiry_date).toISOString() : null,
  };
}
