import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { providerNames } from "@/lib/domain/calendar/connection";
import type { RawNotification } from "@/lib/domain/calendar/provider";
import { receiveNotifications } from "../calendar/receive-notification";

export type IntakeServer = {
  origin: string;
  /** What came in, newest last. */
  received: RawNotification[];
  /** How it answers: as the product does, or as a server that is down or slow would. */
  manners: { answer: "as the product" | "500" };
  /** Resolves once every message that has come in so far is taken in. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/** The product's address for push messages, over HTTP, without the rest of its web server. */
export async function startIntakeServer(): Promise<IntakeServer> {
  const received: RawNotification[] = [];
  const manners: IntakeServer["manners"] = { answer: "as the product" };
  const underway = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const taken = take(request, response).finally(() => underway.delete(taken));
    underway.add(taken);
  });
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await readRaw(request);
    received.push(raw);
    if (manners.answer === "500") return void response.writeHead(500).end();
    const name = providerNames.find((each) => request.url?.startsWith(`/api/calendar/${each}/notifications`));
    if (!name) return void response.writeHead(404).end();
    const intake = await receiveNotifications(name, raw).catch(() => null);
    // A message that comes after a test has wiped its world: the product, too, would ask for it again.
    if (!intake) return void response.writeHead(500).end();
    if (intake.handshake !== null)
      return void response.writeHead(200, { "content-type": "text/plain" }).end(intake.handshake);
    response.writeHead(intake.malformed ? 400 : 202).end();
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    received,
    manners,
    idle: async () => {
      while (underway.size > 0) await Promise.allSettled(underway);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRaw(request: IncomingMessage): Promise<RawNotification> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    headers: { get: (name) => request.headers[name.toLowerCase()]?.toString() ?? null },
    query: new URL(request.url ?? "/", "http://localhost").searchParams,
    body: Buffer.concat(chunks).toString("utf8"),
  };
}
