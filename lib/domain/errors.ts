/** What went wrong, in words a door can translate: to a status, to a form field, or to a sentence on a page. */
export type AppErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "too-many"
  | "unavailable";

/** One sentence per field, keyed by the field's name in the form. */
export type FieldErrors = Record<string, string>;

/** A refusal meant for the person who asked. `message` is safe to show; it never carries provider text or secrets. */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: AppErrorCode,
    message: string,
    readonly fields?: FieldErrors,
    readonly link?: { href: string; label: string },
  ) {
    super(message);
  }
}

/** What we will do about a provider's answer, not what the provider called it. */
export type ProviderErrorKind =
  | "reauthorise"
  | "slow-down"
  | "quota"
  | "cursor-expired"
  | "gone"
  | "duplicate"
  | "changed"
  | "not-organiser"
  | "refused"
  | "misconfigured"
  | "temporary";

/** A provider's failure, translated once at the wall. `retryAfterMs` is set when the provider named a wait. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  constructor(
    readonly kind: ProviderErrorKind,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

/** The record, or the account's copy of it, is not there. Another account's id says the same. */
export const notFound = (what: string): AppError =>
  new AppError("not-found", `This ${what} does not exist any more.`);
