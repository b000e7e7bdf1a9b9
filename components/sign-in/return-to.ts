const HOME = "/contacts";
const ORIGIN = "http://almanac.invalid";

/**
 * Where to go after signing in: the path that asked, when it is one of this site's own pages, else the contacts. Anything
 * that a browser could read as another site ("//host", "/\host", a scheme, control characters) is refused.
 */
export function safeReturnTo(asked: string | null | undefined): string {
  if (!asked || !/^\/(?![/\\])/.test(asked) || asked.length > 2_000) return HOME;
  if (/[\p{Cc}\\]/u.test(asked)) return HOME;
  const url = URL.canParse(asked, ORIGIN) ? new URL(asked, ORIGIN) : null;
  if (!url || url.origin !== ORIGIN || url.pathname.startsWith("//")) return HOME;
  if (/^\/(sign-in|api)(\/|$)/.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}
