import { randomUUID } from "node:crypto";
import { ApiError } from "./api-error";
import type { World } from "./world";

/**
 * Asks a notification address for its consent, as Graph does within the POST (providers 3.4): it has to give the
 * decoded token back as plain text with 200, in time. Anything else is 400.
 */
export async function validateEndpoint(world: World, email: string, address: string): Promise<void> {
  if (world.trouble.take(["unreachable-endpoint"], { email }))
    throw refused("Endpoint could not be reached.");
  // Characters that differ when encoded: a receiver that returns the raw query string fails.
  const token = `Validation: Testing client application reachability for subscription. Id=${randomUUID()}+/`;
  const url = new URL(address);
  const separator = url.search ? "&" : "?";
  const target = `${address}${separator}validationToken=${encodeURIComponent(token)}`;
  const milliseconds = world.store.state.behaviours.handshakeSeconds * 1000;
  const answer = await askFor(target, milliseconds);
  if (typeof answer === "string") throw refused(answer);
  if (answer.status !== 200) throw refused(`Endpoint answered ${answer.status}.`);
  if (!answer.type.startsWith("text/plain")) throw refused("Endpoint did not answer with text/plain.");
  if (answer.body !== token) throw refused("Endpoint did not return the validation token.");
}

async function askFor(target: string, milliseconds: number) {
  try {
    const answer = await fetch(target, {
      method: "POST",
      headers: { "content-type": "text/plain; charset=utf-8" },
      redirect: "manual",
      signal: AbortSignal.timeout(milliseconds),
    });
    const type = answer.headers.get("content-type") ?? "";
    return { status: answer.status, type, body: await answer.text() };
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return isLate ? "The operation has timed out." : "Endpoint could not be reached.";
  }
}

function refused(why: string): ApiError {
  const message = `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. ${why}`;
  return new ApiError(400, "ValidationError", message);
}
