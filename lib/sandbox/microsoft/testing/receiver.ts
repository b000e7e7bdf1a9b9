import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

type Received = { headers: IncomingHttpHeaders; body: string };
/** How a receiver meets the handshake: as it should, or wrongly in one way. */
export type Manners = "correct" | "encoded" | "html" | "silent";

/** A small webhook receiver; `statuses` are answered to notifications in turn, then 202. */
export async function startReceiver(manners: Manners = "correct", statuses: number[] = []) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const query = /validationToken=([^&]*)/.exec(request.url ?? "")?.[1];
    if (query !== undefined) {
      if (manners === "silent") return;
      const type = manners === "html" ? "text/html" : "text/plain; charset=utf-8";
      response.writeHead(200, { "content-type": type });
      response.end(manners === "encoded" ? query : decodeURIComponent(query));
      return;
    }
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const messages = () => received.flatMap(({ body }) => JSON.parse(body).value as Record<string, unknown>[]);
  return { address: `http://localhost:${port}/hooks/graph`, received, messages, close };
}
