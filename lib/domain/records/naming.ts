import type { PropertyValue, PropertyValues, RecordKind } from "./record";

/** The name a record goes by: its own, or a contact's names, or the address of a contact without one. */
export function recordName(kind: RecordKind, values: PropertyValues): string {
  if (kind !== "contact") return textOf(values.name);
  return personName(textOf(values.firstName), textOf(values.lastName)) || textOf(values.email);
}

// Chinese, Japanese and Korean names stand family name first and without a space between.
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+$/u;

function personName(first: string, last: string): string {
  if (EAST_ASIAN.test(first) && EAST_ASIAN.test(last)) return last + first;
  return `${first} ${last}`.trim();
}

const textOf = (value: PropertyValue | undefined): string => (value == null ? "" : String(value));
