import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Listens at `port` (0 takes any free one) of `host`, this computer alone unless told. The origin says localhost for
 * every address of this computer. Rejects when the port is taken.
 */
export async function listen(
  server: Server,
  port: number,
  host = "127.0.0.1",
): Promise<{ origin: string; port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const isThisComputer = ["127.0.0.1", "0.0.0.0", "::", "::1", "localhost"].includes(host);
  const taken = (server.address() as AddressInfo).port;
  return { origin: `http://${isThisComputer ? "localhost" : host}:${taken}`, port: taken };
}

/** Ends every connection and resolves when the server is closed. */
export async function closeNow(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
