import { type Logger, type LoggerOptions, pino } from "pino";
import { logLevel } from "@/lib/env";

export type { Logger };

// Content of calendars and secrets never reach a log line, whoever adds the object and however deep it hides them.
const secretKeys = [
  "authorization",
  "cookie",
  "password",
  "secret",
  "token",
  "accessToken",
  "refreshToken",
  "access_token",
  "refresh_token",
  "id_token",
  "clientSecret",
  "client_secret",
  "title",
  "summary",
  "subject",
  "description",
  "email",
];
const redacted = secretKeys
  .flatMap((key) => [key, `*.${key}`, `*.*.${key}`])
  .filter((path) => path !== "code");

type LoggedError = { type: string; message: string; code?: string; stack?: string; cause?: LoggedError };

/**
 * An error as it may be logged: its kind, message and stack, and nothing it carries, since client errors hold
 * request headers and database errors hold the row.
 */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "thrown value is not an error" };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    type: error.name,
    message: withoutParameters(error.message),
    ...(code ? { code } : {}),
    ...(error.stack ? { stack: withoutParameters(error.stack) } : {}),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  };
}

// Drizzle puts the values of a failed query into the message: they are titles and addresses.
function withoutParameters(message: string): string {
  return message.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "");
}

/** How every line is written, whichever stream it goes to. */
export const logOptions = {
  level: logLevel(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: redacted, censor: "[redacted]" },
  serializers: { err: describeError, error: describeError },
} satisfies LoggerOptions;

/** The logger every other one descends from: one JSON line per event, at `LOG_LEVEL`. */
export const log: Logger = pino(logOptions);

/** A logger that adds `bindings` (a door's name, a request id, a calendar's id) to each line. */
export function childLogger(bindings: Record<string, string | number>): Logger {
  return log.child(bindings);
}
