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
  | "no-calendar"
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

/** Why a grant is dead, as far as the provider tells: each has its own sentence (RULES C8). */
export type DeadGrant = "revoked" | "expired" | "blocked" | "scope" | "sign-in" | "person-gone";

export type ProviderErrorFacts = {
  /** The wait the provider named, in milliseconds. */
  retryAfterMs?: number | null;
  /** Of a `reauthorise`: what killed the grant. */
  why?: DeadGrant | null;
  /** Of a `reauthorise`: what Microsoft wants to be asked for at the next consent (continuous access evaluation). */
  claims?: string | null;
};

/** A provider's failure, translated once at the wall. Its message is for logs: codes, never the provider's text. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly retryAfterMs: number | null;
  readonly why: DeadGrant | null;
  readonly claims: string | null;
  constructor(
    readonly kind: ProviderErrorKind,
    message: string,
    facts: ProviderErrorFacts = {},
  ) {
    super(message);
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.why = facts.why ?? null;
    this.claims = facts.claims ?? null;
  }
}

/** The record, or the account's copy of it, is not there. Another account's id says the same. */
export const notFound = (what: string): AppError =>
  new AppError("not-found", `This ${what} does not exist any more.`);
