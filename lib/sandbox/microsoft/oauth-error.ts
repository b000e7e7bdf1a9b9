import { randomUUID } from "node:crypto";
import type { Reply } from "../google/http";
import type { World } from "./world";

type Kind = { error: string; suberror?: string; status?: number; text: string };

/** Error numbers of the identity platform (providers 1.2). `error` and `suberror` are what clients decide on. */
const CATALOGUE: Record<number, Kind> = {
  50105: {
    error: "invalid_grant",
    text: "The signed in user is not assigned to a role for the application.",
  },
  50158: {
    error: "interaction_required",
    suberror: "additional_action",
    text: "External security challenge was not satisfied.",
  },
  50194: { error: "invalid_request", text: "Application is not configured as a multi-tenant application." },
  53000: {
    error: "interaction_required",
    suberror: "message_only",
    text: "Device is not in required device state: compliant.",
  },
  90072: { error: "invalid_grant", text: "User account from identity provider does not exist in tenant." },
  90090: { error: "temporarily_unavailable", status: 503, text: "GraphRetryableError: try again." },
  700084: {
    error: "invalid_grant",
    suberror: "token_expired",
    text: "The refresh token was issued to a single page app and has a fixed, limited lifetime.",
  },
  900941: { error: "access_denied", text: "An administrator of the organisation has to approve the app." },
  7000112: { error: "unauthorized_client", text: "Application is disabled." },
  50011: { error: "invalid_request", text: "The redirect URI specified in the request does not match." },
  50020: { error: "invalid_grant", text: "User account from identity provider does not exist in tenant." },
  50034: { error: "invalid_grant", text: "The user account does not exist in the directory." },
  50057: { error: "invalid_grant", text: "The user account is disabled." },
  50076: {
    error: "interaction_required",
    suberror: "basic_action",
    text: "Due to a configuration change made by your administrator, you must use multi-factor authentication.",
  },
  50079: {
    error: "interaction_required",
    suberror: "basic_action",
    text: "The user is required to enroll for multi-factor authentication.",
  },
  50173: {
    error: "invalid_grant",
    suberror: "bad_token",
    text: "The provided grant has expired due to it being revoked, a fresh auth token is needed.",
  },
  53003: {
    error: "interaction_required",
    suberror: "message_only",
    text: "Access has been blocked by Conditional Access policies.",
  },
  54005: { error: "invalid_grant", text: "OAuth2 Authorization code was already redeemed." },
  65001: {
    error: "invalid_grant",
    suberror: "consent_required",
    text: "The user or administrator has not consented to use the application. Send an interactive authorization request.",
  },
  65004: { error: "access_denied", text: "User declined to consent to access the app." },
  70000: {
    error: "invalid_grant",
    suberror: "bad_token",
    text: "The provided value for the input parameter 'refresh_token' is not valid.",
  },
  70003: { error: "unsupported_grant_type", text: "The app requested an unsupported grant type." },
  70008: { error: "invalid_grant", text: "The provided authorization code or refresh token has expired." },
  70011: { error: "invalid_scope", text: "The provided value for the input parameter 'scope' is not valid." },
  70043: {
    error: "invalid_grant",
    suberror: "token_expired",
    text: "The refresh token has expired due to sign-in frequency checks by Conditional Access.",
  },
  90002: {
    error: "invalid_request",
    text: "Tenant not found. Check to make sure you have the correct tenant.",
  },
  90014: { error: "invalid_request", text: "The required field is missing from the credential." },
  90023: { error: "invalid_request", text: "Unsupported value for a request parameter." },
  90033: {
    error: "temporarily_unavailable",
    status: 503,
    text: "A transient error has occurred. Try again.",
  },
  90094: { error: "access_denied", text: "The grant requires administrator permission." },
  500011: { error: "invalid_resource", text: "The resource principal was not found in the tenant." },
  501481: {
    error: "invalid_grant",
    text: "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
  },
  700016: {
    error: "unauthorized_client",
    text: "Application was not found in the directory.",
  },
  700082: {
    error: "invalid_grant",
    suberror: "token_expired",
    text: "The refresh token has expired due to inactivity.",
  },
  7000215: { error: "invalid_client", status: 401, text: "Invalid client secret provided." },
  7000222: {
    error: "invalid_client",
    status: 401,
    text: "The provided client secret keys are expired.",
  },
};

const UNKNOWN: Kind = { error: "invalid_request", text: "The request cannot be answered." };

/** The `error` word and the AADSTS sentence for a number, as redirects and pages carry them. */
export function explain(code: number): { error: string; description: string } {
  const { error, text } = CATALOGUE[code] ?? UNKNOWN;
  return { error, description: `AADSTS${code}: ${text}` };
}

/** The body of a refused token call, with its ids and the time in Microsoft's own spelling. */
export function tokenRefusal(world: World, code: number): Reply {
  const kind = CATALOGUE[code] ?? UNKNOWN;
  const [traceId, correlationId] = [randomUUID(), randomUUID()];
  const timestamp = `${new Date(world.now()).toISOString().slice(0, 19).replace("T", " ")}Z`;
  const { error, description } = explain(code);
  const json = {
    error,
    error_description: `${description} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    ...(kind.suberror ? { suberror: kind.suberror } : {}),
  };
  return { status: kind.status ?? 400, json };
}
