import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { MicrosoftSandbox, MicrosoftSandboxOptions } from "./server";
import { refusalOf, relative } from "./testing/graph";
import { type Manners, startReceiver } from "./testing/receiver";
import { connect, control, inDays, LEE, MIA, PREFER, startSandbox } from "./testing/sandbox";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const event = { subject: "Call", start: inDays(2, "09:00"), end: inDays(2, "10:00") };
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

async function open(more: Partial<MicrosoftSandboxOptions> = {}): Promise<MicrosoftSandbox> {
  const sandbox = await startSandbox(more);
  closers.push(() => sandbox.close());
  return sandbox;
}

async function receive(manners?: Manners, statuses?: number[]) {
  const receiver = await startReceiver(manners, statuses);
  closers.push(receiver.close);
  return receiver;
}

function wish(address: string, more: object = {}) {
  return {
    changeType: "created,updated,deleted",
    notificationUrl: address,
    lifecycleNotificationUrl: `${address}/lifecycle`,
    resource: "me/events",
    expirationDateTime: inMinutes(4000),
    clientState: "secret",
    ...more,
  };
}

describe("a subscription", () => {
  it("is granted after the handshake and told of each change several times, out of order", async () => {
    const { origin } = await open();
    const { graph } = await connect(origin, MIA);
    const { address, messages } = await receive();
    const made = await graph.api("/subscriptions").header("Prefer", PREFER).post(wish(address));
    expect(made).toMatchObject({ resource: "me/events", clientState: "secret" });
    const { id } = await graph.api("/me/events").header("Prefer", PREFER).post(event);
    await expect.poll(() => messages().length).toBe(3);
    expect(messages().map((message) => message.changeType)).toEqual(["updated", "created", "updated"]);
    expect(messages()[0]).toMatchObject({
      subscriptionId: made.id,
      clientState: "secret",
      resourceData: { id, "@odata.type": "#Microsoft.Graph.Event" },
    });
    expect(JSON.stringify(messages())).not.toContain("Call");
    await graph.api(`/me/events/${id}`).delete();
    await expect.poll(() => messages().at(-1)?.changeType).toBe("deleted");
  });

  it("is refused to receivers that do not pass the handshake in time", async () => {
    const { origin } = await open();
    const { graph } = await connect(origin, MIA);
    await control(origin, "PATCH", "/behaviours", { handshakeSeconds: 0.2 });
    for (const manners of ["encoded", "html", "silent"] as const) {
      const { address } = await receive(manners);
      const refused = await refusalOf(graph.api("/subscriptions").post(wish(address)));
      expect(refused).toMatchObject({ status: 400, code: "ValidationError" });
    }
    expect((await graph.api("/subscriptions").get()).value).toEqual([]);
  });

  it("has limits, renews, and refuses a second of its kind with 409 unless that is allowed", async () => {
    const { origin } = await open();
    const { graph } = await connect(origin, MIA);
    const { address } = await receive();
    const post = (more = {}) => graph.api("/subscriptions").post(wish(address, more));
    expect((await refusalOf(post({ expirationDateTime: inMinutes(20_000) }))).status).toBe(400);
    expect((await refusalOf(post({ notificationUrl: "http://crm.test/hooks" }))).status).toBe(400);
    const made = await post({ expirationDateTime: inMinutes(5) });
    expect(Date.parse(made.expirationDateTime) - Date.now()).toBeGreaterThan(44 * 60_000);
    expect(await refusalOf(post())).toMatchObject({ status: 409, code: "ObjectIdentifierInUse" });
    await control(origin, "PATCH", "/behaviours", { secondSubscription: "allowed" });
    expect((await post()).id).not.toBe(made.id);
    const later = inMinutes(9000);
    const renewed = await graph.api(`/subscriptions/${made.id}`).patch({ expirationDateTime: later });
    expect(renewed.expirationDateTime).toBe(later);
    await graph.api(`/subscriptions/${made.id}`).delete();
    const gone = graph.api(`/subscriptions/${made.id}`).patch({ expirationDateTime: later });
    expect((await refusalOf(gone)).status).toBe(404);
  });

  it("ends when its time is over", async () => {
    const { origin } = await open();
    const { graph } = await connect(origin, MIA);
    const { address } = await receive();
    await graph.api("/subscriptions").post(wish(address));
    await control(origin, "POST", "/clock", { forwardSeconds: 4001 * 60 });
    expect((await control(origin, "GET", "/subscriptions")).json.subscriptions).toEqual([]);
  });

  it("is delivered again after a refusal, and can lose a notification", async () => {
    const { origin } = await open();
    const { graph } = await connect(origin, MIA);
    await control(origin, "PATCH", "/behaviours", { notificationCopies: 1 });
    const { address, received } = await receive("correct", [503]);
    await graph.api("/subscriptions").post(wish(address));
    await control(origin, "POST", "/trouble", { kind: "lose-notifications", email: MIA });
    await graph.api("/me/events").post(event);
    await graph.api("/me/events").post(event);
    await expect.poll(() => received.length, { timeout: 5000 }).toBe(2);
    expect(received[1]?.body).toBe(received[0]?.body);
  });

  it("is told about its own life: pauses until reauthorised, reports what it missed, and is removed", async () => {
    const { origin } = await open();
    const { graph } = await connect(origin, MIA);
    const { address, messages } = await receive();
    const made = await graph.api("/subscriptions").post(wish(address));
    const lives = () => messages().flatMap((message) => message.lifecycleEvent ?? []);
    await control(origin, "POST", "/trouble", { kind: "ask-reauthorization", email: MIA });
    await expect.poll(lives).toEqual(["reauthorizationRequired"]);
    await graph.api("/me/events").post(event);
    await graph.api(`/subscriptions/${made.id}/reauthorize`).post({});
    await expect.poll(lives).toEqual(["reauthorizationRequired", "missed"]);
    await graph.api("/me/events").post(event);
    await expect.poll(() => messages().filter((message) => message.changeType).length).toBe(3);
    await control(origin, "POST", "/trouble", { kind: "remove-subscription", email: MIA });
    await expect.poll(() => lives().at(-1)).toBe("subscriptionRemoved");
    expect((await graph.api("/subscriptions").get()).value).toEqual([]);
  });
});

describe("a restart", () => {
  it("goes on with the same tokens, delta links, subscriptions, mail and key", async () => {
    const statePath = path.join(await mkdtemp(path.join(tmpdir(), "microsoft-sandbox-")), "state.json");
    const before = await startSandbox({ statePath });
    const { graph } = await connect(before.origin, MIA);
    const { address, messages } = await receive();
    await graph.api("/subscriptions").post(wish(address));
    const attendees = [{ emailAddress: { address: LEE } }];
    const made = await graph
      .api("/me/events")
      .header("Prefer", PREFER)
      .post({ ...event, attendees });
    await control(before.origin, "PATCH", "/behaviours", { startsWithEmptyPage: false });
    const window = `startDateTime=${inDays(0, "00:00").dateTime}Z&endDateTime=${inDays(9, "00:00").dateTime}Z`;
    const link = relative((await graph.api(`/me/calendarView/delta?${window}`).get())["@odata.deltaLink"]);
    const keysOf = async (origin: string) =>
      await (await fetch(`${origin}/common/discovery/v2.0/keys`)).text();
    const key = await keysOf(before.origin);
    await before.close();
    const after = await open({ statePath, port: before.port });
    // Connections kept alive by the client ended with the process before.
    await expect.poll(() => keysOf(after.origin)).toBe(key);
    const count = messages().length;
    await graph.api(`/me/events/${made.id}`).patch({ subject: "After" });
    await expect.poll(() => messages().length).toBeGreaterThan(count);
    expect((await graph.api(link).get()).value[0].subject).toBe("After");
    expect((await control(after.origin, "GET", "/outbox")).json.mails).toHaveLength(2);
  });
});
