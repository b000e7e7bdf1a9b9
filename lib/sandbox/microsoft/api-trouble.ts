import type { Call, Reply } from "../google/http";
import { findPerson } from "../google/people";
import { ApiError, overConcurrency } from "./api-error";
import { bearer } from "./oauth-identity";
import type { Trouble, WaitingKind } from "./trouble";
import type { World } from "./world";

const DEFAULT_SILENCE_SECONDS = 30;

const REFUSALS: Partial<Record<WaitingKind, (retryAfter: number | undefined) => ApiError>> = {
  "rate-limit-429": (wait) => refusal(429, "TooManyRequests", "Too many requests.", wait),
  "mailbox-concurrency": (wait) => overConcurrency(wait),
  "server-error-500": (wait) =>
    refusal(500, "ErrorInternalServerError", "An internal server error occurred.", wait),
  "service-unavailable-503": (wait) => refusal(503, "ErrorServerBusy", "The server is busy.", wait),
  "access-denied-403": () => refusal(403, "ErrorAccessDenied", "Access is denied."),
  "no-mailbox": () =>
    refusal(
      404,
      "MailboxNotEnabledForRESTAPI",
      "The mailbox is either inactive, soft-deleted, or hosted on-premise.",
    ),
  "mailbox-moving": () =>
    refusal(503, "ErrorMailboxMoveInProgress", "Mailbox move in progress. Try again later."),
  "claims-challenge": () => claimsChallenge(),
};

/** Plays a waiting fault that stops a call before it does anything. Undefined when the call may go on. */
export async function troubleBefore(world: World, call: Call): Promise<"hang up" | undefined> {
  const kinds = [...Object.keys(REFUSALS), "timeout"] as WaitingKind[];
  const trouble = world.trouble.take(kinds, occasionOf(world, call));
  if (!trouble) return undefined;
  if (trouble.kind !== "timeout") throw refusalFor(trouble);
  const silence = (trouble.seconds ?? DEFAULT_SILENCE_SECONDS) * 1000;
  await new Promise((resolve) => setTimeout(resolve, silence).unref());
  return "hang up";
}

/** Whether the answer to a write that worked is to be lost on its way back. */
export function losesAnswer(world: World, call: Call, reply: Reply): boolean {
  if (call.method === "GET" || reply.status >= 300) return false;
  return world.trouble.take(["drop-connection-after-write"], occasionOf(world, call)) !== undefined;
}

function occasionOf(world: World, call: Call) {
  const email = bearer(world, call)?.email ?? addressedPerson(world, call);
  return { email, method: call.method, path: call.path };
}

/** A token call carries no bearer: the refresh token names the person. */
function addressedPerson(world: World, call: Call): string | undefined {
  const text = new URLSearchParams(call.body).get("refresh_token");
  const token = text ? world.store.state.refreshTokens.find((each) => each.token === text) : undefined;
  return token && findPerson(world.people, token.email)?.email;
}

function refusalFor(trouble: Trouble): ApiError {
  const make = REFUSALS[trouble.kind as WaitingKind];
  return make ? make(trouble.retryAfter) : refusal(500, "UnknownError", "");
}

function refusal(status: number, code: string, message: string, retryAfter?: number): ApiError {
  return new ApiError(
    status,
    code,
    message,
    retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
  );
}

/** Continuous access evaluation: a refresh does not help, the person has to sign in again with these claims. */
function claimsChallenge(): ApiError {
  const claims = Buffer.from(JSON.stringify({ access_token: { nbf: { essential: true, value: "1" } } }));
  const challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${claims.toString("base64")}"`;
  const message = "Continuous access evaluation resulted in challenge with result: InteractionRequired.";
  return new ApiError(401, "InvalidAuthenticationToken", message, { "www-authenticate": challenge });
}
