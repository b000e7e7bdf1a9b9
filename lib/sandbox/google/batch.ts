import { randomBytes } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { ApiError } from "./api-error";
import { losesAnswer } from "./api-trouble";
import { type BatchPart, partsOf } from "./batch-parts";
import type { Call, Reply } from "./http";
import type { World } from "./world";

export const BATCH_PATH = "/batch/calendar/v3";

type Answer = (part: Call) => Promise<Reply | "hang up">;
type PartReply = { id: string | undefined; reply: Reply };

/**
 * `POST /batch/calendar/v3`: every part is a call of its own with an answer of its own, in the order of the parts. A part
 * that is left without an answer leaves the whole batch without one.
 */
export async function answerBatch(world: World, call: Call, answer: Answer): Promise<Reply | "hang up"> {
  if (call.method !== "POST") throw new ApiError(405, "methodNotAllowed", "Batches are sent with POST.");
  const replies = await Promise.all(partsOf(call).map((part) => answerPart(world, part, answer)));
  const whole = replies.filter((each) => each !== "hang up");
  if (whole.length < replies.length) return "hang up";
  const boundary = `batch_${randomBytes(16).toString("base64url")}`;
  const text = `${whole.map((each) => written(each, boundary)).join("")}--${boundary}--\r\n`;
  const type = `multipart/mixed; boundary=${boundary}`;
  return { status: 200, file: { type, content: Buffer.from(text) } };
}

async function answerPart(
  world: World,
  { id, call }: BatchPart,
  answer: Answer,
): Promise<PartReply | "hang up"> {
  const reply = await answer(call);
  if (reply === "hang up" || losesAnswer(world, call, reply)) return "hang up";
  world.requests.note(call, reply.status, world.now(), "in a batch");
  return { id, reply };
}

function written({ id, reply }: PartReply, boundary: string): string {
  const body = reply.json === undefined ? "" : JSON.stringify(reply.json);
  const headers = Object.entries({
    ...(body ? { "content-type": "application/json; charset=UTF-8" } : {}),
    ...reply.headers,
    "content-length": String(Buffer.byteLength(body)),
  });
  return [
    `--${boundary}`,
    "Content-Type: application/http",
    ...(id === undefined ? [] : [`Content-ID: <response-${id}>`]),
    "",
    `HTTP/1.1 ${reply.status} ${STATUS_CODES[reply.status] ?? ""}`,
    ...headers.map(([name, value]) => `${inCapitals(name)}: ${value}`),
    "",
    body,
    "",
  ].join("\r\n");
}

const inCapitals = (name: string): string => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
