import type { Call, Reply } from "../google/http";
import { findPerson, type SandboxPerson } from "../google/people";
import type { Occasion } from "./trouble-box";

const DEFAULT_SILENCE_SECONDS = 30;

type Clerk = {
  people: SandboxPerson[];
  store: { state: { refreshTokens: { token: string; email: string }[] } };
};

/** Whose call this is and what it does, for faults to be matched against. A token call names its person by the token. */
export function occasionOf(world: Clerk, call: Call, bearer: { email: string } | undefined): Occasion {
  return { email: bearer?.email ?? addressedPerson(world, call), method: call.method, path: call.path };
}

/** Whether the answer to a write that worked is to be lost on its way back. */
export function losesAnswer(
  trouble: { take(kinds: ["drop-connection-after-write"], occasion: Occasion): unknown },
  occasion: Occasion,
  reply: Reply,
): boolean {
  if (occasion.method === "GET" || reply.status >= 300) return false;
  return trouble.take(["drop-connection-after-write"], occasion) !== undefined;
}

/** Leaves a call without an answer for `seconds`. */
export async function keepSilent(seconds: number | undefined): Promise<"hang up"> {
  const silence = (seconds ?? DEFAULT_SILENCE_SECONDS) * 1000;
  await new Promise((resolve) => setTimeout(resolve, silence).unref());
  return "hang up";
}

function addressedPerson(world: Clerk, call: Call): string | undefined {
  const text = new URLSearchParams(call.body).get("refresh_token");
  const token = text ? world.store.state.refreshTokens.find((each) => each.token === text) : undefined;
  return token && findPerson(world.people, token.email)?.email;
}
