/** A refusal in Graph's envelope (providers 3.5). The ids of the request are added where the answer is made. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** 400 `ErrorInvalidParameter`. */
export function invalidParameter(message: string): ApiError {
  return new ApiError(400, "ErrorInvalidParameter", message);
}

/** 400 `ErrorInvalidRequest`. */
export function invalidRequest(message: string): ApiError {
  return new ApiError(400, "ErrorInvalidRequest", message);
}

/** 400 `ErrorPropertyValidationFailure`. */
export function invalidProperty(message: string): ApiError {
  return new ApiError(400, "ErrorPropertyValidationFailure", message);
}

/** 400 for query options a resource does not take. */
export function invalidQuery(message: string): ApiError {
  return new ApiError(400, "ErrorInvalidUrlQuery", message);
}

/** 400 `ErrorInvalidIdMalformed`. */
export function malformedId(): ApiError {
  return new ApiError(400, "ErrorInvalidIdMalformed", "Id is malformed.");
}

/** 401 `InvalidAuthenticationToken`: no token, an unknown one or one past its life. */
export function invalidToken(message = "Access token has expired or is not yet valid."): ApiError {
  const challenge = { "www-authenticate": 'Bearer realm="", error="invalid_token"' };
  return new ApiError(401, "InvalidAuthenticationToken", message, challenge);
}

/** 403 `ErrorAccessDenied`: the token lacks the scope, or the mailbox is somebody else's. */
export function accessDenied(): ApiError {
  return new ApiError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}

/** 404 `ErrorItemNotFound`. */
export function itemNotFound(): ApiError {
  return new ApiError(404, "ErrorItemNotFound", "The specified object was not found in the store.");
}

/** 404 for addresses Graph does not have. */
export function unknownSegment(): ApiError {
  return new ApiError(404, "ResourceNotFound", "Resource not found for the segment.");
}

/** 412: the change key sent in If-Match is not the current one. */
export function preconditionFailed(): ApiError {
  const message = "The change key passed in the request does not match the current change key for the item.";
  return new ApiError(412, "ErrorIrresolvableConflict", message);
}

/** The state of a delta round is gone: 410 as documented, or 400 as also seen (providers 3.3). */
export function syncStateNotFound(status: 400 | 410, location: string): ApiError {
  const message = "The sync state generation is not found; please restart the sync.";
  return new ApiError(status, "SyncStateNotFound", message, status === 410 ? { location } : {});
}

/** 429 as Exchange answers a fifth call of one app to one mailbox; `seconds` go into Retry-After when there are any. */
export function overConcurrency(seconds: number | undefined): ApiError {
  const headers: Record<string, string> = seconds === undefined ? {} : { "retry-after": String(seconds) };
  const message = "Application is over its MailboxConcurrency limit.";
  return new ApiError(429, "ApplicationThrottled", message, headers);
}
