import type { IncomingMessage, ServerResponse } from "node:http";
import { type Call, type Reply, readCall, sendReply } from "../google/http";
import type { RequestLog } from "../google/request-log";
import type { InFlight } from "./in-flight";

type Desk = {
  store: { flush(): Promise<void> };
  requests: RequestLog;
  inFlight: InFlight;
  now(): number;
};

/** How one sandbox answers. */
export type AnswerParts = {
  /** Whether a call to this address counts as one to a mailbox. */
  isCounted(url: string): boolean;
  bearer(call: Pick<Call, "headers">): { email: string } | undefined;
  replyTo(call: Call): Promise<Reply | "hang up">;
  losesAnswer(call: Call, reply: Reply): boolean;
  /** The answer to what was not foreseen, in the provider's envelope. */
  failure(error: unknown): Reply;
};

/** Answers one request. What a write changed is on disk before the answer leaves. */
export async function answerWith(
  world: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  parts: AnswerParts,
): Promise<void> {
  // Counted from its first byte, so that tests can see how many ran at once.
  const access = parts.isCounted(request.url ?? "") ? parts.bearer(request) : undefined;
  const leave = access && world.inFlight.enter(access.email);
  // The product takes the provider's time from here, and this one's clock can be put forward.
  response.setHeader("date", new Date(world.now()).toUTCString());
  try {
    const call = await readCall(request);
    const reply = await parts.replyTo(call);
    await world.store.flush();
    leave?.();
    const isLost = reply === "hang up" || parts.losesAnswer(call, reply);
    world.requests.note(call, isLost ? 0 : reply.status, world.now());
    if (isLost) request.socket.destroy();
    else sendReply(response, reply);
  } catch (error) {
    leave?.();
    if (response.headersSent) request.socket.destroy();
    else sendReply(response, parts.failure(error));
  }
}

/** Waits as long as a switch says each call takes. */
export function pause(milliseconds: number): Promise<void> | undefined {
  return milliseconds === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
