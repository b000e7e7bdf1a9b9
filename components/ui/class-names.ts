/** The given class names in one string; falsy parts are left out, so that a condition can stand in the list. */
export const classNames = (...parts: (string | false | null | undefined)[]): string =>
  parts.filter(Boolean).join(" ");
