import type { Call } from "../google/http";
import { headerOf } from "../google/http";
import { ApiError } from "./api-error";

/** The body as JSON; an empty body reads as `{}`. 400 for broken JSON, 415 for another content type. */
export function jsonOf(call: Call): unknown {
  if (call.body.trim() === "") return {};
  if (!headerOf(call, "content-type")?.startsWith("application/json")) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      "Write requests must contain a Content-Type of application/json.",
    );
  }
  try {
    return JSON.parse(call.body);
  } catch {
    throw new ApiError(400, "BadRequest", "Unable to read JSON request payload.");
  }
}
