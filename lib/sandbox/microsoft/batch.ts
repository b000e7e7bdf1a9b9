import { type Call, headerOf, type Reply } from "../google/http";
import { ApiError, invalidToken } from "./api-error";
import { losesAnswer } from "./api-trouble";
import { type BatchPart, requestsIn } from "./batch-requests";
import { jsonOf } from "./json-body";
import { bearer } from "./oauth-identity";
import type { World } from "./world";

export const BATCH_PATH = "/v1.0/$batch";
/** So many parts of a parallel batch run at any moment (providers 3.5). */
const AT_ONCE = 4;

type Answer = (part: Call) => Promise<Reply | "hang up">;
type PartReply = { id: string; status: number; headers: Record<string, string>; body?: unknown };

/**
 * `POST /$batch`: every part is a call of its own, with its own status, and counts against the mailbox by itself. Answers
 * come in no order that means anything. A part that is left without an answer leaves the whole batch without one.
 */
export async function answerBatch(world: World, call: Call, answer: Answer): Promise<Reply | "hang up"> {
  const access = bearer(world, call);
  if (!access) throw invalidToken();
  if (call.method !== "POST") throw new ApiError(405, "BadRequest", "Only POST is allowed on $batch.");
  const parts = requestsIn(jsonOf(call));
  const replies: PartReply[] = [];
  let isCut = false;
  const run = async (part: BatchPart): Promise<number> => {
    const leave = world.inFlight.enter(access.email);
    const asked = callOf(call, part);
    const reply = await answer(asked).finally(leave);
    if (reply === "hang up" || losesAnswer(world, asked, reply)) isCut = true;
    if (reply === "hang up") return 0;
    world.requests.note(asked, reply.status, world.now(), "in a batch");
    replies.push(toPart(part.id, reply));
    return reply.status;
  };
  if (parts.some((part) => part.dependsOn)) await oneAfterAnother(parts, run, replies);
  else await severalAtOnce(parts, run);
  return isCut ? "hang up" : { status: 200, json: { responses: replies.reverse() } };
}

/** A failed part fails everything after it: 424, without a call. */
async function oneAfterAnother(
  parts: BatchPart[],
  run: (part: BatchPart) => Promise<number>,
  replies: PartReply[],
): Promise<void> {
  let isBroken = false;
  for (const part of parts) {
    if (isBroken) replies.push(failedDependency(part.id));
    else isBroken = (await run(part)) >= 400;
  }
}

async function severalAtOnce(parts: BatchPart[], run: (part: BatchPart) => Promise<number>): Promise<void> {
  const queue = parts.values();
  const runner = async () => {
    for (const part of queue) await run(part);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
}

/** A part has the headers it names and, of the batch's own, the bearer alone. */
function callOf(batch: Call, part: BatchPart): Call {
  const url = new URL(`http://sandbox/v1.0/${part.url.replace(/^\//, "")}`);
  const own = Object.entries(part.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const authorization = headerOf(batch, "authorization");
  return {
    method: part.method,
    path: url.pathname,
    query: url.searchParams,
    headers: { ...Object.fromEntries(own), ...(authorization ? { authorization } : {}) },
    body: part.body === undefined ? "" : JSON.stringify(part.body),
  };
}

function toPart(id: string, { status, json, headers = {} }: Reply): PartReply {
  const named = Object.entries(headers).map(([name, value]) => [inCapitals(name), value]);
  const type = json === undefined ? {} : { "Content-Type": "application/json" };
  const body = json === undefined ? {} : { body: json };
  return { id, status, headers: { ...type, ...Object.fromEntries(named) }, ...body };
}

const failedDependency = (id: string): PartReply => ({
  id,
  status: 424,
  headers: { "Content-Type": "application/json" },
  body: { error: { code: "FailedDependency", message: "A request this one depends on failed." } },
});

const inCapitals = (name: string): string => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
