import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { CalendarProvider, Signal } from "@/lib/domain/calendar/provider";

/** A push door that does with each request what the provider's own reading of it says. */
export async function startReceiver(provider: CalendarProvider) {
  const signals: Signal[] = [];
  let handshakes = 0;
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const headers = { get: (name: string) => request.headers[name]?.toString() ?? null };
    const read = provider.readNotification({ headers, query: searchParams, body: await bodyOf(request) });
    if (read.kind === "handshake") {
      handshakes += 1;
      response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end(read.body);
      return;
    }
    if (read.kind === "signals") signals.push(...read.signals);
    response.writeHead(read.kind === "signals" ? 202 : 400).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://localhost:${port}/hooks`, signals, handshakes: () => handshakes, close };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
