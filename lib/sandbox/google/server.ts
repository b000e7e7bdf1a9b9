import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { answerRequest } from "./answer-request";
import { ChannelPost } from "./channel-post";
import { answerConferences } from "./conference";
import type { SandboxPerson } from "./people";
import { RequestLog } from "./request-log";
import { SigningKey } from "./signing";
import { Store } from "./store";
import { TroubleBox } from "./trouble";
import type { World } from "./world";

export type GoogleSandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Address to listen on; 127.0.0.1 unless told. The origin always says localhost for it. */
  host?: string;
  people: SandboxPerson[];
  clientId: string;
  clientSecret: string;
  /** Where "Back to Almanac" leads; its origin is also a registered redirect origin. */
  backUrl?: string;
  /** File that keeps everything between two starts; without it the sandbox forgets. */
  statePath?: string;
  assetsDir?: string;
  /** Epoch milliseconds. */
  now?: () => number;
};

export type GoogleSandbox = { origin: string; port: number; close(): Promise<void> };

/** Starts the stand-in for Google's sign-in, Calendar API and calendar pages. Rejects when the port is taken. */
export async function startGoogleSandbox(options: GoogleSandboxOptions): Promise<GoogleSandbox> {
  const server = createServer();
  const host = options.host ?? "127.0.0.1";
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  const origin = `http://${originHost(host)}:${port}`;
  const world = createWorld(options, origin);
  const stopConferences = answerConferences(world);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    void answerRequest(world, request, response);
  });
  await world.store.flush();
  const close = async () => {
    stopConferences();
    world.channels.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await world.store.flush();
  };
  return { origin, port, close };
}

function createWorld(options: GoogleSandboxOptions, origin: string): World {
  const now = options.now ?? Date.now;
  const store = new Store(options.statePath, now);
  const trouble = new TroubleBox(now);
  return {
    store,
    trouble,
    origin,
    now,
    people: options.people,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    backUrl: options.backUrl,
    assetsDir: options.assetsDir ?? path.resolve("lib/sandbox/google/assets"),
    key: new SigningKey(store.state.signingKey),
    channels: new ChannelPost(store, trouble, now),
    requests: new RequestLog(),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function originHost(host: string): string {
  const isThisComputer = ["127.0.0.1", "0.0.0.0", "::", "::1", "localhost"].includes(host);
  return isThisComputer ? "localhost" : host;
}
