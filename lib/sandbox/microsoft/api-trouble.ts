import { losesAnswer as isLost, keepSilent, occasionOf } from "../desk/occasion";
import type { Call, Reply } from "../google/http";
import { ApiError, overConcurrency } from "./api-error";
import { bearer } from "./oauth-identity";
import type { Trouble, WaitingKind } from "./trouble";
import type { World } from "./world";

const REFUSALS: Partial<Record<WaitingKind, (retryAfter: number | undefined, trouble: Trouble) => ApiError>> =
  {
    refuse: (wait, { status = 403, reason = "ErrorAccessDenied" }) =>
      refusal(status, reason, "Refused.", wait),
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
  const trouble = world.trouble.take(kinds, occasionOf(world, call, bearer(world, call)));
  if (!trouble) return undefined;
  if (trouble.kind !== "timeout") throw refusalFor(trouble);
  return await keepSilent(trouble.seconds);
}

/** Whether the answer to a write that worked is to be lost on its way back. */
export function losesAnswer(world: World, call: Call, reply: Reply): boolean {
  return isLost(world.trouble, occasionOf(world, call, bearer(world, call)), reply);
}

function refusalFor(trouble: Trouble): ApiError {
  const make = REFUSALS[trouble.kind as WaitingKind];
  return make ? make(trouble.retryAfter, trouble) : refusal(500, "UnknownError", "");
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
export function claimsChallenge(): ApiError {
  const claims = Buffer.from(JSON.stringify({ access_token: { nbf: { essential: true, value: "1" } } }));
  const challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${claims.toString("base64")}"`;
  const message = "Continuous access evaluation resulted in challenge with result: InteractionRequired.";
  return new ApiError(401, "InvalidAuthenticationToken", message, { "www-authenticate": challenge });
}
