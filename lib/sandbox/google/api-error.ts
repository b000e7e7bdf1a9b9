type Place = { locationType?: "parameter" | "header"; location?: string };

/** A refusal in the Calendar API's envelope (providers 2.5). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    readonly domain = "global",
    readonly place: Place = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  /** The JSON body Google sends with this status. */
  toBody() {
    const entry = { domain: this.domain, reason: this.reason, message: this.message, ...this.place };
    return { error: { errors: [entry], code: this.status, message: this.message } };
  }
}

/** 400 `invalid`, optionally naming the parameter at fault. */
export function invalidValue(message: string, parameter?: string): ApiError {
  return new ApiError(400, "invalid", message, "global", placeOf(parameter));
}

/** 400 `required`. */
export function missingValue(message: string, parameter?: string): ApiError {
  return new ApiError(400, "required", message, "global", placeOf(parameter));
}

/** 400 `timeRangeEmpty`. */
export function emptyTimeRange(): ApiError {
  return new ApiError(400, "timeRangeEmpty", "The specified time range is empty.", "calendar");
}

/** 401 `authError`: no token, an unknown one or one past its life. */
export function invalidCredentials(): ApiError {
  const place: Place = { locationType: "header", location: "Authorization" };
  const challenge = {
    "www-authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"',
  };
  return new ApiError(401, "authError", "Invalid Credentials", "global", place, challenge);
}

/** 403 `insufficientPermissions`: the token lacks the scope. */
export function insufficientPermissions(): ApiError {
  return new ApiError(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
}

/** 404 `notFound`. */
export function notFound(): ApiError {
  return new ApiError(404, "notFound", "Not Found");
}

/** 412 `conditionNotMet`: the etag sent in If-Match is not the current one. */
export function conditionNotMet(): ApiError {
  const place: Place = { locationType: "header", location: "If-Match" };
  return new ApiError(412, "conditionNotMet", "Precondition Failed", "global", place);
}

/** 410 `fullSyncRequired`. */
export function fullSyncRequired(): ApiError {
  const message = "Sync token is no longer valid, a full sync is required.";
  return new ApiError(410, "fullSyncRequired", message, "calendar", placeOf("syncToken"));
}

/** 403 `forbiddenForNonOrganizer`: guest-permission fields belong to the organiser. */
export function forbiddenForNonOrganizer(): ApiError {
  const message = "The operation can only be performed by the event's organizer.";
  return new ApiError(403, "forbiddenForNonOrganizer", message, "calendar");
}

function placeOf(parameter: string | undefined): Place {
  return parameter ? { locationType: "parameter", location: parameter } : {};
}
