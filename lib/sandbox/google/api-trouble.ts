import { ApiError } from "./api-error";
import type { Call, Reply } from "./http";
import { bearer } from "./oauth-identity";
import { findPerson } from "./people";
import type { Trouble } from "./trouble";
import type { World } from "./world";

const DEFAULT_SILENCE_SECONDS = 30;

/** Plays a waiting fault that stops a call before it does anything. Undefined when the call may go on. */
export async function troubleBefore(world: World, call: Call): Promise<"hang up" | undefined> {
  const trouble = world.trouble.take(
    ["rate-limit-429", "rate-limit-403", "server-error-500", "quota-exceeded", "timeout"],
    occasionOf(world, call),
  );
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
  const { retryAfter } = trouble;
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  if (trouble.kind === "rate-limit-429") {
    return new ApiError(429, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits", {}, headers);
  }
  if (trouble.kind === "rate-limit-403") {
    return new ApiError(403, "userRateLimitExceeded", "User Rate Limit Exceeded", "usageLimits", {}, headers);
  }
  if (trouble.kind === "quota-exceeded") {
    return new ApiError(403, "quotaExceeded", "Calendar usage limits exceeded.", "usageLimits", {}, headers);
  }
  return new ApiError(500, "backendError", "Backend Error", "global", {}, headers);
}
