import type { IncomingHttpHeaders } from "node:http";

/** Whether a write was sent by a page of another origin: such pages must not drive a sandbox on this computer. */
export function isFromForeignPage(
  ownOrigin: string,
  { method, headers }: { method: string; headers: IncomingHttpHeaders },
): boolean {
  if (method === "GET") return false;
  const { origin } = headers;
  if (origin === undefined) return headers["sec-fetch-site"] === "cross-site";
  return ![ownOrigin, ownOrigin.replace("//localhost:", "//127.0.0.1:")].includes(origin);
}
