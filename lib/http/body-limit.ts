import type { IncomingMessage, ServerResponse } from "node:http";

const general = 1_000_000;
const notification = 512_000;

/** The largest body, in bytes, that is read from a request to `path`. */
export function bodyLimit(path: string): number {
  return /^\/api\/calendar\/[^/]+\/notifications(?:[/?]|$)/.test(path) ? notification : general;
}

/**
 * Answers 413 and hangs up when the body is longer than `limit`, by its announced length or by counting.
 * True when the request was refused at once and must not be handled.
 */
export function refuseLargeBody(request: IncomingMessage, response: ServerResponse, limit: number): boolean {
  if (Number(request.headers["content-length"] ?? 0) > limit) {
    refuse(request, response);
    return true;
  }
  countBody(request, response, limit);
  return false;
}

// Chunked bodies announce no length. `push` is where the parser delivers them, whoever reads and however.
function countBody(request: IncomingMessage, response: ServerResponse, limit: number): void {
  const deliver = request.push.bind(request);
  let received = 0;
  request.push = (chunk, encoding) => {
    received += chunk?.length ?? 0;
    if (received <= limit) return deliver(chunk, encoding);
    refuse(request, response);
    return false;
  };
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) {
    request.destroy();
    return;
  }
  response.writeHead(413, { "Content-Type": "text/plain; charset=utf-8", Connection: "close" });
  response.end("The request is too large.", () => request.destroy());
}
