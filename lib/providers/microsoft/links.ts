import { graphRoot, type MicrosoftSettings } from "./settings";

const MAX_LINK = 16_384;

/**
 * A next or delta link as a path under the version; null when it leads anywhere but to our Graph. A link decides where the
 * bearer goes, and the client cannot follow whole http links (providers 7.2).
 */
export function relativeLink(settings: MicrosoftSettings, link: string): string | null {
  const root = graphRoot(settings);
  if (link.length > MAX_LINK || !URL.canParse(link, root)) return null;
  const url = new URL(link, root);
  if (url.origin !== root || url.username || url.password) return null;
  const path = url.pathname.replace(/^\/v1\.0(?=\/)/, "") + url.search;
  // The client takes anything with a scheme in it for a whole address.
  return path.includes("https://") || path.startsWith("//") ? null : path;
}
