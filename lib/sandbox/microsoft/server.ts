import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { ForeignMail, type InvitationMessage, postTo, type SendMessage } from "../desk/foreign-mail";
import { InFlight } from "../desk/in-flight";
import { closeNow, listen } from "../desk/listen";
import type { SandboxPerson } from "../google/people";
import { RequestLog } from "../google/request-log";
import { SigningKey } from "../google/signing";
import { answerRequest } from "./answer-request";
import { HOME_TENANT } from "./identity";
import { receiveMessage } from "./incoming-invitation";
import { NotificationPost } from "./notification-post";
import { Store } from "./store";
import { deliverLinks } from "./teams-link";
import { noTroubles } from "./trouble";
import type { World } from "./world";

export type MicrosoftSandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Address to listen on; 127.0.0.1 unless told. The origin always says localhost for it. */
  host?: string;
  people: SandboxPerson[];
  clientId: string;
  clientSecret: string;
  /** Directory id of the first person's organisation. */
  tenant?: string;
  /** Where "Back to Almanac" leads; its origin is also a registered redirect origin. */
  backUrl?: string;
  /** File that keeps everything between two starts; without it the sandbox forgets. */
  statePath?: string;
  assetsDir?: string;
  /** Epoch milliseconds. */
  now?: () => number;
  /** Called for each scheduling mail to an address without a mailbox here. */
  onForeignInvitation?: SendMessage;
  /** Origin of the other provider's sandbox, where such mail is posted instead. */
  neighbour?: string;
};

export type MicrosoftSandbox = {
  origin: string;
  port: number;
  /** Takes in a scheduling mail from another sandbox. */
  receive(message: InvitationMessage): "delivered" | "unknown recipient";
  close(): Promise<void>;
};

/** Starts the stand-in for Microsoft's sign-in, Graph calendar API and calendar pages. Rejects when the port is taken. */
export async function startMicrosoftSandbox(options: MicrosoftSandboxOptions): Promise<MicrosoftSandbox> {
  const server = createServer();
  const { origin, port } = await listen(server, options.port, options.host);
  const world = createWorld(options, origin);
  const stopLinks = deliverLinks(world);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    void answerRequest(world, request, response);
  });
  await world.store.flush();
  const close = async () => {
    stopLinks();
    world.notifications.close();
    world.foreignMail.close();
    await closeNow(server);
    await world.store.flush();
  };
  return { origin, port, close, receive: (message) => receiveMessage(world, message) };
}

function createWorld(options: MicrosoftSandboxOptions, origin: string): World {
  const store = new Store(options.statePath, options.now ?? Date.now);
  const now = () => store.now();
  const trouble = noTroubles(now);
  const { onForeignInvitation, neighbour } = options;
  return {
    store,
    trouble,
    origin,
    now,
    people: options.people,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    tenant: options.tenant ?? HOME_TENANT,
    backUrl: options.backUrl,
    neighbour,
    assetsDir: options.assetsDir ?? path.resolve("lib/sandbox/google/assets"),
    key: new SigningKey(store.state.signingKey),
    notifications: new NotificationPost(store, trouble),
    foreignMail: new ForeignMail(onForeignInvitation ?? (neighbour ? postTo(neighbour) : undefined)),
    inFlight: new InFlight(),
    mailboxCalls: new InFlight(),
    requests: new RequestLog(),
  };
}
