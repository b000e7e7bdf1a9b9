import {
  type DeadGrant,
  ProviderError,
  type ProviderErrorFacts,
  type ProviderErrorKind,
} from "@/lib/domain/errors";
import { minutes } from "@/lib/domain/time/instant";
import { headerOf, retryAfterMs } from "../headers";
import { boundedClaims } from "./claims";

/** A refusal of Graph's with its own code, for the few callers that tell two refusals of a kind apart. */
export class GraphRefusal extends ProviderError {
  constructor(
    kind: ProviderErrorKind,
    message: string,
    facts: ProviderErrorFacts,
    readonly code: string,
    readonly status: number | null,
  ) {
    super(kind, message, facts);
  }
}

/** The code given to a subscription's end that is too far away: Graph has none for it, only a sentence. */
export const tooLongCode = "tooLong";

type Call = { method: string; path: string };
type Failure = { status: number | null; code: string; headers: unknown };

const MOVING_WAIT_MS = minutes(15);
const syncState = [
  "syncstatenotfound",
  "syncstateinvalid",
  "resyncrequired",
  "fullsyncrequired",
  "errorinvalidsyncstatedata",
];
const moving = [
  "errornonexistentmailbox",
  "errormailboxmoveinprogress",
  "mailboxinfostale",
  "errormailboxstoreunavailable",
];

/** Codes that mean the same whatever status they come with, in lower case. */
const kinds = new Map<string, ProviderErrorKind>([
  ...syncState.map((code) => [code, "cursor-expired"] as const),
  ...moving.map((code) => [code, "temporary"] as const),
  ["mailboxnotenabledforrestapi", "no-calendar"],
  ["mailboxnotsupportedforrestapi", "no-calendar"],
  ["erroritemnotfound", "gone"],
  ["errorduplicatetransactionid", "duplicate"],
  ["objectidentifierinuse", "duplicate"],
  ["errorcalendarisnotorganizer", "not-organiser"],
  ["applicationthrottled", "slow-down"],
  ["toomanyrequests", "slow-down"],
  ["errortoomanyobjectsopened", "slow-down"],
  ["errorquotaexceeded", "quota"],
  ["errorexceededmessagelimit", "quota"],
  ["errormessagesubmissionblocked", "quota"],
  ["authorization_requestdenied", "reauthorise"],
  ["errorinsufficientpermissionsinaccesstoken", "reauthorise"],
  ["accessrestricted", "reauthorise"],
]);

/**
 * What Graph answered, as what we will do about it (providers 3.5). `call` matters for `ErrorAccessDenied` alone: on the
 * write of one event it speaks of that event, anywhere else of what the grant may do.
 */
export function toProviderError(error: unknown, call: Call): ProviderError {
  if (error instanceof ProviderError) return error;
  const failure = read(error);
  const kind = kindOf(failure, call);
  const claims = claimsIn(failure);
  // The message is for logs: code and request id, never the provider's text.
  const id = headerOf(failure.headers, "request-id") ?? "";
  const named = /^[0-9a-fA-F-]{8,40}$/.test(id) ? `, request ${id}` : "";
  const message = `Microsoft ${failure.status ?? "unreachable"} (${failure.code || "no code"}${named})`;
  const facts = {
    retryAfterMs: waitOf(failure),
    why: kind === "reauthorise" ? whyOf(failure, claims) : null,
    claims,
  };
  return new GraphRefusal(kind, message, facts, failure.code, failure.status);
}

/** Whether Graph did not take the access token, so that a fresh one may help. A claims challenge is not helped by one. */
export const isSpentToken = (error: ProviderError): boolean =>
  error instanceof GraphRefusal && error.status === 401 && error.claims === null;

function kindOf({ status, code }: Failure, call: Call): ProviderErrorKind {
  const known = kinds.get(code.toLowerCase());
  if (known) return known;
  switch (status) {
    case 401:
      return "reauthorise";
    case 403:
      return code.toLowerCase() === "erroraccessdenied" && !isAboutOneEvent(call) ? "reauthorise" : "refused";
    case 404:
      return "gone";
    case 409:
      return "temporary";
    case 410:
      return "cursor-expired";
    case 412:
      return "changed";
    case 429:
      return "slow-down";
    default:
      return status !== null && status >= 400 && status < 500 && status !== 408 ? "refused" : "temporary";
  }
}

/** An event that is closed to us says nothing about the grant. */
const isAboutOneEvent = ({ path }: Call): boolean => /\/events\/[^/?]/.test(path);

function whyOf({ status, code }: Failure, claims: string | null): DeadGrant | null {
  if (claims) return "sign-in";
  if (status === 401) return null;
  return code.toLowerCase() === "accessrestricted" ? "blocked" : "scope";
}

/** A mailbox on its way to another server is away for long: asking sooner only adds to the load. */
function waitOf({ code, headers }: Failure): number | null {
  return retryAfterMs(headers) ?? (moving.includes(code.toLowerCase()) ? MOVING_WAIT_MS : null);
}

/** Continuous access evaluation: `WWW-Authenticate: Bearer … error="insufficient_claims", claims="<base64>"`. */
function claimsIn({ status, headers }: Failure): string | null {
  if (status !== 401) return null;
  const challenge = headerOf(headers, "www-authenticate") ?? "";
  if (!/error="?insufficient_claims/i.test(challenge)) return null;
  const encoded = /claims="([A-Za-z0-9+/=_-]{1,8192})"/.exec(challenge)?.[1];
  return encoded ? boundedClaims(Buffer.from(encoded, "base64").toString("utf8")) : null;
}

/** Reads the failure of a client call without trusting its shape. */
function read(error: unknown): Failure {
  const inner = field(error, "cause") ?? error;
  const status = number(field(error, "status")) ?? number(field(inner, "statusCode"));
  const isTooLong = status === 400 && /expiration can only be/i.test(text(field(inner, "message")));
  return {
    status,
    code: isTooLong ? tooLongCode : codeOf(text(field(inner, "code"))),
    headers: field(error, "headers") ?? field(inner, "headers"),
  };
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
/** A code, or nothing: provider text and tokens never get into a message. */
const codeOf = (code: string): string => (/^[A-Za-z_.-]{1,60}$/.test(code) ? code : "");
const number = (value: unknown): number | null =>
  typeof value === "number" && Number.isInteger(value) && value > 0 ? value : null;
