import sanitize from "sanitize-html";

const MAX_ROUNDS = 5;
const allowed: sanitize.IOptions = {
  allowedTags: [
    "p",
    "br",
    "div",
    "span",
    "a",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "h1",
    "h2",
    "h3",
  ],
  allowedAttributes: { a: ["href", "rel", "target"] },
  allowedSchemes: ["http", "https"],
  allowedSchemesAppliedToAttributes: ["href"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  transformTags: {
    // Links of strangers open apart and learn nothing about the page they stood on.
    a: sanitize.simpleTransform("a", { rel: "noopener noreferrer nofollow", target: "_blank" }),
    // A division may hold another; a paragraph inside a paragraph is closed by whoever reads it next.
    h1: "div",
    h2: "div",
    h3: "div",
  },
};

/** Provider text made safe to show (RULES I15): a short list of tags, http(s) links only. Applying it twice changes nothing. */
export function sanitiseHtml(html: string): string {
  let safe = html;
  // What is taken out can leave tags that read as siblings the next time; a few rounds settle any nesting people write.
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = sanitize(safe, allowed).trim();
    if (next === safe) return next;
    safe = next;
  }
  return safe;
}

/** Typed text as HTML that shows just what was typed, line by line. */
export function textToHtml(text: string): string {
  return escapeText(text).replace(/\r\n|\r|\n/g, "<br />");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/**
 * The text of safe HTML, line by line, as somebody would type it. What `textToHtml` made comes back as it was, also after a
 * calendar has broken its source into lines; text without any tag keeps its own.
 */
export function htmlToText(html: string): string {
  const source = /<[a-z/]/i.test(html) ? html.replace(/\s*\r?\n\s*/g, " ") : html;
  const lines = source
    .replace(/\s*<br\s*\/?>\s*/gi, "\n")
    .replace(/<\/(?:p|div|li|h[1-6]|blockquote|pre)>\s*/gi, "\n");
  const bare = sanitize(lines, { allowedTags: [], allowedAttributes: {} });
  return bare
    .replace(/&(amp|lt|gt|quot);/g, (entity) => signs[entity] ?? entity)
    .replace(/\u00a0/g, " ")
    .trim();
}
const signs: Record<string, string> = Object.fromEntries(
  Object.entries(entities).map(([sign, entity]) => [entity, sign]),
);
