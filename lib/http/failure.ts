import { AppError, type AppErrorCode } from "@/lib/domain/errors";
import type { ActionFailure } from "@/lib/domain/result";

/** An error as a person may see it, with the status it has over HTTP. `expected`: it needs no attention of ours. */
export type Failure = { status: number; expected: boolean; body: ActionFailure };

const statuses: Record<AppErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "too-many": 429,
  unavailable: 503,
};

/** Translates anything thrown below a door. Messages of unknown errors never leave the process. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return fromAppError(error);
  if (isDatabaseOutage(error)) {
    return {
      status: 503,
      expected: false,
      body: {
        ok: false,
        code: "unavailable",
        message: "Almanac cannot reach its database just now. Nothing was lost; try again in a moment.",
      },
    };
  }
  return {
    status: 500,
    expected: false,
    body: { ok: false, code: "unexpected", message: "Something went wrong on our side. Please try again." },
  };
}

function fromAppError({ code, message, fields, link }: AppError): Failure {
  const body: ActionFailure = { ok: false, code, message };
  if (fields) body.fields = fields;
  if (link) body.link = link;
  return { status: statuses[code], expected: true, body };
}

// postgres.js names its own failures CONNECTION_* and CONNECT_TIMEOUT; class 57P is a server that shuts down, starts
// up or lost its connections (PostgreSQL appendix A); the rest is what Node says about sockets.
const outageCodes =
  /^(CONNECT_TIMEOUT|CONNECTION_\w+|57P0\d|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;

/** Whether an error, or what caused it, is the database being out of reach rather than refusing something. */
export function isDatabaseOutage(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (isFromDatabase(at) && (isFatal(at) || ("code" in at && outageCodes.test(String(at.code)))))
      return true;
  }
  return false;
}

// PostgreSQL ends the connection after a fatal error, whatever it was about.
const isFatal = (error: Error): boolean => Reflect.get(error, "severity") === "FATAL";

// Sockets of calendar providers fail with the same codes; postgres.js alone adds the query or its own name.
const isFromDatabase = (error: Error): boolean =>
  "query" in error || error.name === "PostgresError" || /^CONNECT/.test(String(Reflect.get(error, "code")));
