import type { Server } from "node:http";
import next from "next";
import { settings } from "@/lib/env";
import { createWebServer } from "@/lib/http/web-server";

export type Web = { port: number; close(): Promise<void> };
export type WebOptions = { port: number; host: string; mode?: "production" | "development"; dir?: string };

/**
 * Serves the product on `host:port`: Next behind our own HTTP server. Rejects with EADDRINUSE when the port is taken.
 * `close` lets running requests finish and ends event streams.
 */
export async function startWeb(options: WebOptions): Promise<Web> {
  const dev = options.mode === "development";
  const app = next({ dev, dir: options.dir ?? process.cwd(), hostname: options.host, port: options.port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const { server, close } = createWebServer((request, response) => handle(request, response), settings());
  if (dev) server.on("upgrade", app.getUpgradeHandler());
  await listen(server, options);
  return {
    port: options.port,
    close: async () => {
      await close();
      await app.close();
    },
  };
}

async function listen(server: Server, { port, host }: WebOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
