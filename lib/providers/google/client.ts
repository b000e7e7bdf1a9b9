import { auth, calendar, type calendar_v3 } from "googleapis/build/src/apis/calendar/index.js";
import { now } from "@/lib/clock";
import type { Access, Credentials } from "@/lib/domain/calendar/provider";
import { ProviderError } from "@/lib/domain/errors";
import { type Attempt, withTokens } from "../with-tokens";
import { isSpentToken, toProviderError } from "./to-error";

export type GoogleSettings = { clientId: string; clientSecret: string; apiRoot: string | null };
export type OAuthClient = InstanceType<typeof auth.OAuth2>;
export type CalendarApi = calendar_v3.Calendar;
export type CalendarItem = calendar_v3.Schema$Event;
export type CalendarItems = calendar_v3.Schema$Events;

const CALL_TIMEOUT_MS = 10_000;

/** Google's OAuth client. With `apiRoot`, one origin stands in for all of Google's hosts, same paths. */
export function oauthClient(settings: GoogleSettings, redirectUri?: string): OAuthClient {
  const root = settings.apiRoot;
  return new auth.OAuth2({
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    ...(redirectUri ? { redirectUri } : {}),
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
 * One call to the Calendar API, with tokens renewed before they run out and once after a 401. Every failure of Google's is a
 * `ProviderError`. The client's own retries are off: the queue owns the waiting.
 */
export function callGoogle<T>(
  settings: GoogleSettings,
  access: Access,
  work: (api: CalendarApi, client: OAuthClient) => Promise<T>,
): Promise<T> {
  const trade = (current: Credentials) => tradeTokens(settings, current);
  return withTokens(access, { now: now(), trade }, async (accessToken): Promise<Attempt<T>> => {
    try {
      // With an access token alone the client has nothing to refresh with, so that it answers a 401 or 403 as it came.
      const client = oauthClient(settings);
      client.setCredentials({ access_token: accessToken });
      return { done: await work(calendarApi(settings, client), client) };
    } catch (error) {
      if (isSpentToken(error)) return { refused: toProviderError(error) };
      throw toProviderError(error);
    }
  });
}

/** Options of a write that is made upon a known version; a newer one refuses it. */
export const upon = (etag: string | null) => (etag === null ? {} : { headers: { "If-Match": etag } });

/** The origin of the Calendar API. */
export const apiRootOf = (settings: GoogleSettings): string =>
  settings.apiRoot ?? "https://www.googleapis.com";

function calendarApi(settings: GoogleSettings, client: OAuthClient): CalendarApi {
  return calendar({
    version: "v3",
    auth: client,
    retry: false,
    timeout: CALL_TIMEOUT_MS,
    ...(settings.apiRoot ? { rootUrl: `${settings.apiRoot}/` } : {}),
  });
}

async function tradeTokens(settings: GoogleSettings, current: Credentials): Promise<Credentials> {
  if (!current.refreshToken)
    throw new ProviderError("reauthorise", "Google granted no refresh token", { why: "expired" });
  const client = oauthClient(settings);
  client.setCredentials({ refresh_token: current.refreshToken });
  const { credentials } = await client.refreshAccessToken().catch((error: unknown) => {
    throw toProviderError(error);
  });
  return merge(current, credentials);
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
