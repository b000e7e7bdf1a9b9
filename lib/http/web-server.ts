import { randomBytes, randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Env } from "@/lib/env";
import { bodyLimit, refuseLargeBody } from "@/lib/http/body-limit";
import {
  acceptedRequestId,
  contentSecurityPolicy,
  dropUntrusted,
  fixedHeaders,
  formTargets,
} from "@/lib/http/security-headers";
import { log } from "@/lib/log";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
export type WebSettings = Pick<Env, "appUrl" | "google" | "microsoft" | "trustProxy" | "nodeEnv">;

export type WebServer = {
  server: Server;
  /** Takes no more requests, lets the running ones finish for `patienceMs`, and ends event streams at once. */
  close(patienceMs?: number): Promise<void>;
};

/** An HTTP server that puts request id, nonce, security headers and body limit around `handle`. */
export function createWebServer(handle: Handler, settings: WebSettings): WebServer {
  const open = new Set<ServerResponse>();
  const server = createServer(
    { headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 65_000, maxHeaderSize: 32_768 },
    listener(handle, settings, open),
  );
  return { server, close: (patienceMs = 4_000) => close(server, open, patienceMs) };
}

function listener(handle: Handler, settings: WebSettings, open: Set<ServerResponse>): RequestListener {
  const always = fixedHeaders(settings.appUrl);
  const targets = formTargets(settings);
  const development = settings.nodeEnv === "development";
  return (request, response) => {
    open.add(response);
    response.once("close", () => open.delete(response));
    const id = acceptedRequestId(request.headers["x-request-id"]) ?? randomUUID();
    const nonce = randomBytes(16).toString("base64");
    const policy = contentSecurityPolicy({ nonce, formTargets: targets, development });
    dropUntrusted(request.headers, settings.trustProxy);
    // Next reads the nonce for its own scripts out of the request's policy.
    Object.assign(request.headers, {
      "x-request-id": id,
      "x-nonce": nonce,
      "x-path": pathOf(request.url ?? "/"),
      "content-security-policy": policy,
    });
    response.setHeader("X-Request-Id", id);
    response.setHeader("Content-Security-Policy", policy);
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
    if (refuseLargeBody(request, response, bodyLimit(request.url ?? "/"))) return;
    handle(request, response).catch((error: unknown) => fail(error, id, response));
  };
}

/** The address a page was asked for at, without what Next adds to it when a link is followed. */
function pathOf(url: string): string {
  const [path, query = ""] = url.split("?", 2);
  const kept = query.split("&").filter((pair) => pair !== "" && !pair.startsWith("_rsc="));
  return kept.length > 0 ? `${path}?${kept.join("&")}` : (path ?? "/");
}

function fail(error: unknown, requestId: string, response: ServerResponse): void {
  if (response.destroyed || response.writableEnded) return;
  log.error({ err: error, requestId }, "request failed");
  if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
  response.end("Something went wrong on our side. Please try again.");
}

async function close(server: Server, open: Set<ServerResponse>, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  for (const response of open) {
    // A stream would never finish by itself; browsers reconnect by themselves.
    if (String(response.getHeader("content-type")).startsWith("text/event-stream")) response.destroy();
  }
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(impatience);
}
