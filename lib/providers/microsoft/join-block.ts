/** An event's text, apart from what Teams put into it: the way into the meeting. */
export type SplitText = { text: string; block: string };
type Span = { from: number; until: number };

/** What Teams calls the part of its own, which Exchange may have put `x_` before. */
const MARKED = /<div\b[^<>]*[\s"'=](?:x_)?me-email-text(?![\w-])[^<>]*>/i;
/** The line Teams draws above and below, with the tags that hold nothing else. */
const LINE =
  /(?:<(?:div|p)\b[^<>]*>\s*(?:<(?:span|font)\b[^<>]*>\s*)*)?_{20,}(?:\s*<\/(?:span|font)>)*(?:\s*<\/(?:div|p)>)?/gi;

/**
 * Tells the join block of an online meeting from the text around it: by the name Teams gave it, or, where Outlook has written
 * the text anew and dropped the names, by the lines around the link. Null when the link is in the text and can be told
 * apart by neither.
 */
export function splitJoinBlock(html: string, joinUrl: string | null): SplitText | null {
  const host = /^https?:\/\/([^/?#]+)/i.exec(joinUrl ?? "")?.[1]?.toLowerCase();
  const lines = [...html.matchAll(LINE)].map(
    ({ index, 0: line }): Span => ({ from: index, until: index + line.length }),
  );
  const marked = markedIn(html);
  const span = marked ? withLines(html, marked, lines) : betweenLines(html, lines, host);
  if (span)
    return {
      text: html.slice(0, span.from) + html.slice(span.until),
      block: html.slice(span.from, span.until),
    };
  return host && html.toLowerCase().includes(host) ? null : { text: html, block: "" };
}

/** From the marked division's beginning to its own end, divisions inside it counted. */
function markedIn(html: string): Span | null {
  const marked = MARKED.exec(html);
  if (!marked) return null;
  const tags = /<(\/?)div\b[^<>]*>/gi;
  tags.lastIndex = marked.index;
  let depth = 0;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return { from: marked.index, until: tags.lastIndex };
  }
  return { from: marked.index, until: html.length };
}

/** The lines right above and below belong to it. */
function withLines(html: string, { from, until }: Span, lines: readonly Span[]): Span {
  const above = lines.filter((line) => line.until <= from).at(-1);
  const below = lines.find((line) => line.from >= until);
  return {
    from: above && isEmpty(html.slice(above.until, from)) ? above.from : from,
    until: below && isEmpty(html.slice(until, below.from)) ? below.until : until,
  };
}

function betweenLines(html: string, lines: readonly Span[], host: string | undefined): Span | null {
  if (!host) return null;
  for (const [at, above] of lines.entries()) {
    const below = lines[at + 1];
    if (below && html.slice(above.until, below.from).toLowerCase().includes(host))
      return { from: above.from, until: below.until };
  }
  return null;
}

const isEmpty = (html: string): boolean => html.replace(/<[^<>]*>|&nbsp;|\s/gi, "") === "";
