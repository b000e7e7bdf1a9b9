import { ApiError } from "./api-error";
import { type Call, headerOf } from "./http";

/** The lower of the two limits that have been told. */
const MOST_PARTS = 50;
const INNER = /^(GET|POST|PUT|PATCH|DELETE) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;

export type BatchPart = { id: string | undefined; call: Call };

/**
 * The calls in a `multipart/mixed` body. Parts are `application/http` with a path alone; headers and query of the batch hold
 * for each part that has none of its own, but for those named Content-. 400 for what is none of this.
 */
export function partsOf(batch: Call): BatchPart[] {
  const type = headerOf(batch, "content-type") ?? "";
  const found = /^multipart\/mixed;.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type);
  const boundary = found?.[1] ?? found?.[2];
  if (!boundary) throw malformed("Missing multipart boundary.");
  const [, ...pieces] = `\r\n${batch.body}`.split(`\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith("--")) throw malformed("The batch request has no end.");
  const parts = pieces.slice(0, -1).map((piece) => partOf(batch, piece));
  if (parts.length === 0) throw malformed("The batch request is empty.");
  if (parts.length > MOST_PARTS) throw malformed(`The batch request has more than ${MOST_PARTS} calls.`);
  return parts;
}

function partOf(batch: Call, piece: string): BatchPart {
  const outer = cut(piece);
  const about = headersIn(outer.head);
  if (!about["content-type"]?.startsWith("application/http"))
    throw malformed("Parts of a batch must be application/http.");
  const inner = cut(outer.rest);
  const [line = "", ...lines] = inner.head.split(/\r?\n/);
  const asked = INNER.exec(line.trim());
  if (!asked?.[1] || !asked[2]) throw malformed("A part of the batch is no request.");
  if (!asked[2].startsWith("/calendar/v3/"))
    throw malformed("Parts of a batch name a path of this API alone.");
  const url = new URL(asked[2], "http://sandbox");
  for (const [name, value] of batch.query) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  const shared = Object.entries(batch.headers).filter(([name]) => !name.startsWith("content-"));
  const headers = { ...Object.fromEntries(shared), ...headersIn(lines.join("\n")) };
  const call = {
    method: asked[1],
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: inner.rest.trim(),
  };
  return { id: /^<(.+)>$/.exec(about["content-id"] ?? "")?.[1], call };
}

function cut(text: string): { head: string; rest: string } {
  const trimmed = text.replace(/^[ \t]*\r?\n/, "");
  const end = /\r?\n\r?\n|$/.exec(trimmed);
  const at = end?.index ?? trimmed.length;
  return { head: trimmed.slice(0, at), rest: trimmed.slice(at + (end?.[0].length ?? 0)) };
}

function headersIn(head: string): Record<string, string> {
  const lines = head.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(":");
    return colon < 1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return Object.fromEntries(lines);
}

function malformed(message: string): ApiError {
  return new ApiError(400, "badRequest", message);
}
