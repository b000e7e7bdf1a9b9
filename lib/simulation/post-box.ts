import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ProviderName } from "@/lib/domain/calendar/connection";
import type { RawNotification } from "@/lib/domain/calendar/provider";

export type Message = { provider: ProviderName; raw: RawNotification };

/** Where providers send their push messages: they are taken and kept, and the history says what becomes of them. */
export class PostBox {
  readonly messages: Message[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const handshake = url.searchParams.get("validationToken");
    if (handshake !== null)
      return void response.writeHead(200, { "content-type": "text/plain" }).end(handshake);
    const { headers } = request;
    this.messages.push({
      provider: url.pathname.includes("/microsoft/") ? "microsoft" : "google",
      raw: {
        headers: { get: (name) => headers[name.toLowerCase()]?.toString() ?? null },
        query: url.searchParams,
        body: Buffer.concat(chunks).toString("utf8"),
      },
    });
    response.writeHead(202).end();
  }
}
