import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { ForeignMail, postTo } from "../desk/foreign-mail";
import { InFlight } from "../desk/in-flight";
import { closeNow, listen } from "../desk/listen";
import { answerRequest } from "./answer-request";
import { ChannelPost } from "./channel-post";
import { answerConferences } from "./conference";
import type { SandboxPerson } from "./people";
import { RequestLog } from "./request-log";
import { SigningKey } from "./signing";
import { Store } from "./store";
import { noTroubles } from "./trouble";
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
  /** Origin of the other provider's sandbox: invitations to people without a calendar here are posted there. */
  neighbour?: string;
  assetsDir?: string;
  /** Epoch milliseconds. */
  now?: () => number;
};

export type GoogleSandbox = { origin: string; port: number; close(): Promise<void> };

/** Starts the stand-in for Google's sign-in, Calendar API and calendar pages. Rejects when the port is taken. */
export async function startGoogleSandbox(options: GoogleSandboxOptions): Promise<GoogleSandbox> {
  const server = createServer();
  const { origin, port } = await listen(server, options.port, options.host);
  const world = createWorld(options, origin);
  const stopConferences = answerConferences(world);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    void answerRequest(world, request, response);
  });
  await world.store.flush();
  const close = async () => {
    stopConferences();
    world.channels.close();
    world.foreignMail.close();
    await closeNow(server);
    await world.store.flush();
  };
  return { origin, port, close };
}

function createWorld(options: GoogleSandboxOptions, origin: string): World {
  const store = new Store(options.statePath, options.now ?? Date.now);
  const now = () => store.now();
  const trouble = noTroubles(now);
  return {
    store,
    trouble,
    origin,
    now,
    people: options.people,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    backUrl: options.backUrl,
    neighbour: options.neighbour,
    assetsDir: options.assetsDir ?? path.resolve("lib/sandbox/google/assets"),
    key: new SigningKey(store.state.signingKey),
    channels: new ChannelPost(store, trouble, now),
    foreignMail: new ForeignMail(options.neighbour ? postTo(options.neighbour) : undefined),
    inFlight: new InFlight(),
    requests: new RequestLog(),
  };
}
