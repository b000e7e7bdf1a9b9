import type { AppErrorCode, FieldErrors } from "./errors";

/** What every server action answers; an action never throws at a form. */
export type ActionResult<T> = { ok: true; data: T } | ActionFailure;

export type ActionFailure = {
  ok: false;
  code: AppErrorCode | "unexpected";
  /** One clear sentence, safe to show. */
  message: string;
  /** A sentence per field; the field keeps what was typed. */
  fields?: FieldErrors;
  /** Where the way out is, e.g. the existing contact with this address (RULES R6). */
  link?: { href: string; label: string };
};
