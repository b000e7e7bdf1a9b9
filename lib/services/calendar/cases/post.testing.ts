import { expect } from "vitest";
import { z } from "zod";
import type { RawNotification } from "@/lib/domain/calendar/provider";
import type { Stage } from "./stage.testing";

/** A push message as it came to our door, with what may be forged about it. */
export type Letter = {
  headers: Record<string, string>;
  query: string;
  body: string;
  channel?: string;
  secret?: string;
  number?: number;
};

const NAMES = ["channel-id", "channel-token", "resource-id", "resource-state", "message-number"];
const graphBody = z.looseObject({
  value: z.array(z.looseObject({ subscriptionId: z.string(), clientState: z.string().optional() })),
});

/** What comes to our door because of `act`: all of it, as soon as it has fallen quiet after the first message. */
export async function received(s: Stage, act: () => Promise<unknown>): Promise<{ letters: Letter[] }> {
  const { intake } = s.world;
  const before = intake.received.length;
  await act();
  await expect.poll(() => intake.received.length).toBeGreaterThan(before);
  await intake.idle();
  return { letters: intake.received.slice(before).map(letterOf) };
}

/** Brings a message to our door once more, with some of it exchanged. */
export async function post(s: Stage, letter: Letter): Promise<void> {
  const address = `${s.world.intake.origin}/api/calendar/${s.provider}/notifications${letter.query}`;
  const headers = forgedHeaders(letter);
  const answer = await fetch(address, { method: "POST", headers, body: forgedBody(letter) });
  expect([200, 202]).toContain(answer.status);
  await answer.text();
}

function letterOf({ headers, query, body }: RawNotification): Letter {
  const names = NAMES.map((name) => `x-goog-${name}`);
  const held = names.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const number = headers.get("x-goog-message-number");
  return {
    headers: Object.fromEntries(held),
    query: query.size > 0 ? `?${query}` : "",
    body,
    ...(number ? { number: Number(number) } : {}),
  };
}

function forgedHeaders({ headers, channel, secret, number }: Letter): Record<string, string> {
  if (!headers["x-goog-channel-id"]) return { "content-type": "application/json" };
  return {
    ...headers,
    ...(channel ? { "x-goog-channel-id": channel } : {}),
    ...(secret ? { "x-goog-channel-token": secret } : {}),
    ...(number ? { "x-goog-message-number": String(number) } : {}),
  };
}

function forgedBody({ body, channel, secret }: Letter): string {
  if (body === "") return body;
  const told = graphBody.parse(JSON.parse(body));
  for (const one of told.value) {
    if (channel) one.subscriptionId = channel;
    if (secret) one.clientState = secret;
  }
  return JSON.stringify(told);
}
