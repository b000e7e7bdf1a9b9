/** One answer out of a batch. Header names are in lower case. */
export type PartAnswer = { id: string; status: number; headers: Record<string, string>; body: string };

/** Reads of paths as one body of `multipart/mixed`; each is named by its place in the list. */
export function writeReads(paths: readonly string[], boundary: string): string {
  const parts = paths.map((path, at) =>
    [
      `--${boundary}`,
      "Content-Type: application/http",
      `Content-ID: <${at}>`,
      "",
      `GET ${path}`,
      "",
      "",
    ].join("\r\n"),
  );
  return `${parts.join("")}--${boundary}--\r\n`;
}

/**
 * The answers in a body of `multipart/mixed`, by the names the reads were sent under; null when it is none. What cannot be
 * read of it is left out.
 */
export function readAnswers(contentType: string, body: string): PartAnswer[] | null {
  const boundary = /^multipart\/mixed;.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!mark) return null;
  // The first piece is before the first mark, and what follows the closing one starts with two dashes.
  const [, ...pieces] = `\r\n${body}`.split(`\n--${mark}`);
  return pieces.filter((piece) => !piece.startsWith("--")).flatMap((piece) => answerIn(piece) ?? []);
}

function answerIn(piece: string): PartAnswer | null {
  const outer = cut(piece);
  const id = /^<response-(.+)>$/.exec(headersIn(outer.head)["content-id"] ?? "")?.[1];
  const inner = cut(outer.rest);
  const [first = "", ...lines] = inner.head.split(/\r?\n/);
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})\b/.exec(first)?.[1];
  if (id === undefined || status === undefined) return null;
  return { id, status: Number(status), headers: headersIn(lines.join("\n")), body: inner.rest.trim() };
}

/** A head and what comes after its empty line. */
function cut(text: string): { head: string; rest: string } {
  const [head = ""] = text.split(/\r?\n\r?\n/, 1);
  return { head: head.trim(), rest: text.slice(head.length).replace(/^\r?\n\r?\n/, "") };
}

function headersIn(head: string): Record<string, string> {
  const lines = head.split(/\r?\n/).map((line) => /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((line) => (line ? [[(line[1] ?? "").toLowerCase(), line[2] ?? ""]] : [])),
  );
}
