import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError } from "./api-error";

/** A request, read to its end. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: string;
};

/** An answer; `json`, `html` and `text` exclude each other. `stream` takes the open response over. */
export type Reply = {
  status: number;
  json?: unknown;
  html?: string;
  file?: { type: string; content: Buffer };
  headers?: Record<string, string>;
  stream?: (response: ServerResponse) => void;
};

const BODY_LIMIT = 1024 * 1024;

/** Reads the whole request; more than 1 MiB is refused with 413. */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new ApiError(413, "uploadTooLarge", "Request Too Large");
    chunks.push(chunk);
  }
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

/** The body as a form. */
export function formOf(call: Call): URLSearchParams {
  return new URLSearchParams(call.body);
}

/** The body as JSON; an empty body reads as `{}`, a broken one is 400 `parseError`. */
export function jsonOf(call: Call): unknown {
  if (call.body.trim() === "") return {};
  try {
    return JSON.parse(call.body);
  } catch {
    throw new ApiError(400, "parseError", "Parse Error");
  }
}

/** One header as text. */
export function headerOf(call: Pick<Call, "headers">, name: string): string | undefined {
  const value = call.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Sends an answer. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const { type, content } = bodyOf(reply);
  response.writeHead(reply.status, {
    "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
    "x-content-type-options": "nosniff",
    ...(type ? { "content-type": type } : {}),
    ...(reply.stream ? {} : { "content-length": String(content.length) }),
    ...reply.headers,
  });
  if (reply.stream) reply.stream(response);
  else response.end(content);
}

function bodyOf(reply: Reply): { type?: string; content: Buffer } {
  if (reply.file) return reply.file;
  if (reply.html !== undefined) return { type: "text/html; charset=utf-8", content: Buffer.from(reply.html) };
  if (reply.json === undefined) return { content: Buffer.alloc(0) };
  return { type: "application/json; charset=UTF-8", content: Buffer.from(JSON.stringify(reply.json)) };
}
