import { type DeadGrant, ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { retryAfterMs } from "../headers";

type Answer = {
  status: number | null;
  reason: string;
  oauthError: string;
  oauthSubtype: string;
  isPersonGone: boolean;
  location: string;
  retryAfterMs: number | null;
  network: string;
};

const rateReasons = new Set(["rateLimitExceeded", "userRateLimitExceeded"]);
const operatorReasons = new Set(["dailyLimitExceeded", "accessNotConfigured"]);
const operatorOAuth = new Set([
  "invalid_client",
  "redirect_uri_mismatch",
  "unauthorized_client",
  "deleted_client",
  "org_internal",
]);
const deadGrant = new Set([
  "invalid_grant",
  "admin_policy_enforced",
  "interaction_required",
  "invalid_scope",
]);

/**
 * What Google answered, as what we will do about it. 403 is several things: rate limits and quotas pass, missing scopes need
 * a new consent, the rest is refused for good (developers.google.com/workspace/calendar/api/guides/errors).
 */
export function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const answer = read(error);
  const kind = kindOf(answer);
  // The message is for logs: it holds the provider's reason code and never its text.
  const detail = answer.oauthError || answer.reason || answer.network || "no reason";
  return new ProviderError(kind, `Google ${answer.status ?? "unreachable"} (${detail})`, {
    retryAfterMs: answer.retryAfterMs,
    why: kind === "reauthorise" ? whyOf(answer) : null,
  });
}

/** Whether the Calendar API did not take the access token, so that a fresh one may help. */
export function isSpentToken(error: unknown): boolean {
  if (error instanceof ProviderError) return false;
  const { status, reason } = read(error);
  return status === 401 && !isAboutPush(reason);
}

function whyOf({ oauthError, oauthSubtype, reason, isPersonGone }: Answer): DeadGrant | null {
  if (oauthSubtype === "invalid_rapt" || oauthError === "interaction_required") return "sign-in";
  if (oauthError === "admin_policy_enforced") return "blocked";
  if (oauthError === "invalid_scope" || reason === "insufficientPermissions") return "scope";
  if (oauthError !== "invalid_grant") return null;
  return isPersonGone ? "person-gone" : "revoked";
}

function kindOf(answer: Answer): ProviderErrorKind {
  if (operatorOAuth.has(answer.oauthError)) return "misconfigured";
  if (deadGrant.has(answer.oauthError)) return "reauthorise";
  switch (answer.status) {
    case 400:
      return badRequest(answer.location);
    case 401:
      // An address Google may not push to says nothing about the grant.
      return isAboutPush(answer.reason) ? "refused" : "reauthorise";
    case 403:
      return forbidden(answer.reason);
    case 404:
      return "gone";
    case 409:
      return answer.reason === "conflict" ? "temporary" : "duplicate";
    case 410:
      return answer.reason === "deleted" || answer.reason === "resourceDeleted" ? "gone" : "cursor-expired";
    case 412:
      return "changed";
    case 429:
      return "slow-down";
    default:
      return answer.status !== null && answer.status >= 400 && answer.status < 500 && answer.status !== 408
        ? "refused"
        : "temporary";
  }
}

/** A foreign sync token starts over; a page token that went stale only ends this round. */
function badRequest(location: string): ProviderErrorKind {
  if (location === "syncToken") return "cursor-expired";
  return location === "pageToken" ? "temporary" : "refused";
}

function forbidden(reason: string): ProviderErrorKind {
  if (rateReasons.has(reason)) return "slow-down";
  if (reason === "quotaExceeded") return "quota";
  if (operatorReasons.has(reason)) return "misconfigured";
  if (reason === "notACalendarUser") return "no-calendar";
  if (reason === "insufficientPermissions") return "reauthorise";
  return reason === "forbiddenForNonOrganizer" ? "not-organiser" : "refused";
}

const isAboutPush = (reason: string): boolean => reason.startsWith("push.");

/** Reads the failure of a client call without trusting its shape. */
function read(error: unknown): Answer {
  const response = field(error, "response");
  const data = field(response, "data");
  const body = field(data, "error");
  const first = list(field(body, "errors"))[0];
  return {
    status: number(field(response, "status")) ?? number(field(error, "status")),
    reason: code(field(first, "reason")),
    location: text(field(first, "location")),
    oauthError: code(body),
    oauthSubtype: code(field(data, "error_subtype")),
    isPersonGone: /account has been (deleted|disabled)/i.test(text(field(data, "error_description"))),
    retryAfterMs: retryAfterMs(field(response, "headers")),
    network: code(field(error, "code")),
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
/** A reason code, or nothing: provider text and tokens never get into a message. */
const code = (value: unknown): string => (/^[A-Za-z_.]{1,40}$/.test(text(value)) ? text(value) : "");
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
function number(value: unknown): number | null {
  const parsed = typeof value === "string" ? Number(value) : value;
  return typeof parsed === "number" && Number.isInteger(parsed) ? parsed : null;
}
