import { losesAnswer as isLost, keepSilent, occasionOf } from "../desk/occasion";
import { ApiError } from "./api-error";
import type { Call, Reply } from "./http";
import { bearer } from "./oauth-identity";
import type { Trouble } from "./trouble";
import type { World } from "./world";

/** Plays a waiting fault that stops a call before it does anything. Undefined when the call may go on. */
export async function troubleBefore(world: World, call: Call): Promise<"hang up" | undefined> {
  const trouble = world.trouble.take(
    ["rate-limit-429", "rate-limit-403", "server-error-500", "quota-exceeded", "refuse", "timeout"],
    occasionOf(world, call, bearer(world, call)),
  );
  if (!trouble) return undefined;
  if (trouble.kind !== "timeout") throw refusalFor(trouble);
  return await keepSilent(trouble.seconds);
}

/** Whether the answer to a write that worked is to be lost on its way back. */
export function losesAnswer(world: World, call: Call, reply: Reply): boolean {
  return isLost(world.trouble, occasionOf(world, call, bearer(world, call)), reply);
}

function refusalFor(trouble: Trouble): ApiError {
  const { retryAfter, status = 403, reason = "forbidden" } = trouble;
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  if (trouble.kind === "rate-limit-429") {
    return new ApiError(429, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits", {}, headers);
  }
  if (trouble.kind === "rate-limit-403") {
    return new ApiError(403, "userRateLimitExceeded", "User Rate Limit Exceeded", "usageLimits", {}, headers);
  }
  if (trouble.kind === "refuse") {
    const domain = /[Ll]imit|quota|accessNotConfigured/.test(reason) ? "usageLimits" : "global";
    return new ApiError(status, reason, "Refused.", domain, {}, headers);
  }
  if (trouble.kind === "quota-exceeded") {
    return new ApiError(403, "quotaExceeded", "Calendar usage limits exceeded.", "usageLimits", {}, headers);
  }
  return new ApiError(500, "backendError", "Backend Error", "global", {}, headers);
}
