import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BOB, MIA } from "../google/testing/sandbox";
import { startBoth } from "./testing/two-sandboxes";

let both: Awaited<ReturnType<typeof startBoth>>;
beforeAll(async () => {
  both = await startBoth();
});
afterAll(() => both.close());

const providers = ["google", "microsoft"] as const;
type Provider = (typeof providers)[number];
type Shown = { id: string; summary: string; created: string; attendees?: { email: string }[] };

async function ask(provider: Provider, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${both[provider]}/sandbox${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: await answer.json() };
}
const eventsOf = async (provider: Provider, email: string): Promise<Shown[]> =>
  (await ask(provider, "GET", `/people/${email}/events`)).json.items;

describe.each(providers)("filling a calendar at %s", (provider) => {
  const guests = ["a@x.test", "b@x.test", "c@x.test"];
  const filling = { email: MIA, name: "Many", count: 3, guests, guestsEach: 2 };

  it("makes so many events with so many guests, made when told, and mails nobody", async () => {
    const created = "2026-01-02T03:04:05.000Z";
    expect((await ask(provider, "POST", "/fill", { ...filling, created })).json).toEqual({ filled: 3 });
    const events = await eventsOf(provider, MIA);
    const bySummary = new Map(events.map((event) => [event.summary, event]));
    expect([...bySummary.keys()].sort()).toEqual(["Many 1", "Many 2", "Many 3"]);
    expect(bySummary.get("Many 2")?.attendees?.map(({ email }) => email)).toEqual(["c@x.test", "a@x.test"]);
    expect(events.map((event) => event.created)).toEqual([created, created, created]);
    expect((await ask(provider, "GET", "/outbox")).json.mails).toEqual([]);
  });

  it("changes the same events when it is told again", async () => {
    const before = await eventsOf(provider, MIA);
    await ask(provider, "POST", "/fill", { ...filling, title: "More" });
    const after = await eventsOf(provider, MIA);
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    expect(after.map(({ summary }) => summary).sort()).toEqual(["More 1", "More 2", "More 3"]);
    expect(new Set(after.map(({ created }) => created))).toEqual(
      new Set(before.map(({ created }) => created)),
    );
  });

  it("takes nobody who lives elsewhere, and nothing that makes no sense", async () => {
    const elsewhere = provider === "google" ? "lee@client.test" : BOB;
    expect((await ask(provider, "POST", "/fill", { ...filling, email: elsewhere })).status).toBe(400);
    expect((await ask(provider, "POST", "/fill", { ...filling, count: 0 })).status).toBe(400);
  });
});
