import type { FieldErrors } from "@/lib/domain/errors";
import type { ActionFailure } from "@/lib/domain/result";

/** A refused or failed read. `message` is one sentence to show; `code` is what the server called it. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  constructor(
    readonly code: ActionFailure["code"],
    message: string,
    readonly fields?: FieldErrors,
    readonly link?: ActionFailure["link"],
  ) {
    super(message);
  }
}

/**
 * The JSON at one of our own addresses. A refusal becomes a `RequestError` with the server's sentence; no answer at all
 * becomes one that says so. An aborted read keeps its own error, which TanStack Query knows.
 */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await reach(url, signal);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  throw refusal(response.status, body);
}

async function reach(url: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(url, { headers: { accept: "application/json" }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestError(
      "unavailable",
      "The server cannot be reached. Check the connection and try again.",
    );
  }
}

function refusal(status: number, body: unknown): RequestError {
  if (isFailure(body)) return new RequestError(body.code, body.message, body.fields, body.link);
  if (status === 401) return new RequestError("unauthenticated", "You are signed out. Sign in again.");
  return new RequestError("unexpected", "Something went wrong on the server. Try again in a moment.");
}

const isFailure = (body: unknown): body is ActionFailure =>
  typeof body === "object" &&
  body !== null &&
  "ok" in body &&
  body.ok === false &&
  "message" in body &&
  typeof body.message === "string";

/** Reads are tried again only where waiting can help: not after a refusal. For TanStack Query's `retry`. */
export function worthRetrying(failures: number, error: Error): boolean {
  const hopeless =
    error instanceof RequestError && error.code !== "unavailable" && error.code !== "unexpected";
  return !hopeless && failures < 2;
}
