import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A line between a provider and its sandbox that may change what goes over it. */
export async function startLine(
  carry: (request: IncomingMessage, response: ServerResponse, ownOrigin: string) => Promise<void>,
) {
  let origin = "";
  const server = createServer((request, response) => void carry(request, response, origin));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://localhost:${port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin, close };
}

/** The most calls at once to one mailbox while `work` runs, each made to take a while. */
export async function peakIn(
  control: (method: string, path: string, body?: unknown) => Promise<{ json: unknown }>,
  email: string,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = (await control("GET", "/behaviours")).json as { answerMilliseconds: number };
  await control("PATCH", "/behaviours", { answerMilliseconds: 60 });
  await control("POST", "/in-flight/reset");
  await work();
  const { peaks } = (await control("GET", "/in-flight")).json as { peaks: Record<string, number> };
  await control("PATCH", "/behaviours", { answerMilliseconds: before.answerMilliseconds });
  return peaks[email] ?? 0;
}
