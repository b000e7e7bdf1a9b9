const EXAMPLE = "such as acme.com";

/** A domain as it is stored and compared: lower case, in ASCII (IDNA); null for what is none. */
export function asciiDomain(text: string): string | null {
  const name = text.trim().replace(/\.$/, "");
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(name) || !URL.canParse(`https://${name}`)) return null;
  const { hostname } = new URL(`https://${name}`);
  return isDomain(hostname) ? hostname : null;
}

/** The same, with what stands around a domain where people copy it from taken off; or one sentence on what is wrong. */
export function readDomain(text: string): { domain: string } | { problem: string } {
  const bare = bareName(text);
  if (bare === "") return { problem: `Enter a domain, ${EXAMPLE}.` };
  if (bare.includes("@"))
    return { problem: `Enter the domain alone, without the name before the @, ${EXAMPLE}.` };
  if (!bare.includes("."))
    return { problem: `“${shown(bare)}” has no ending. Enter the whole domain, ${EXAMPLE}.` };
  const domain = asciiDomain(bare);
  // Addresses there are compared under their newer name.
  if (domain === "googlemail.com") return { domain: "gmail.com" };
  return domain ? { domain } : { problem: `“${shown(bare)}” is not a domain. Enter one ${EXAMPLE}.` };
}

const bareName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/[/?#].*$/s, "")
    .replace(/:\d*$/, "")
    .replace(/^@/, "")
    .replace(/^www\.(?=.*\.)/, "");

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** RFC 1035: labels of at most 63 characters, 253 in all; no top-level domain is a number. */
function isDomain(host: string): boolean {
  const labels = host.split(".");
  const isLabel = (label: string) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label);
  return (
    labels.length > 1 && host.length <= 253 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1) ?? "")
  );
}
