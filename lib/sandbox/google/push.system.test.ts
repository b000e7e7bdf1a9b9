import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { GoogleSandbox } from "./server";
import {
  BOB,
  connect,
  control,
  inDays,
  LEE,
  MIA,
  refusalOf,
  startReceiver,
  startSandbox,
} from "./testing/sandbox";

const calendarId = "primary";
const body = {
  summary: "Call",
  start: { dateTime: inDays(2, "09:00") },
  end: { dateTime: inDays(2, "10:00") },
};
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(statePath?: string, port?: number): Promise<GoogleSandbox> {
  const sandbox = await startSandbox(statePath, port);
  closers.push(() => sandbox.close());
  return sandbox;
}

async function receive(statuses?: number[]) {
  const receiver = await startReceiver(statuses);
  closers.push(receiver.close);
  return receiver;
}

function channel(address: string, extra: object = {}) {
  return {
    calendarId,
    requestBody: { id: randomUUID(), type: "web_hook", address, token: "secret", ...extra },
  };
}

const sync = "x-goog-resource-state";

describe("watch channels", () => {
  it("greet with sync, then report a burst of changes once, without a body", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    const { address, received } = await receive();
    const { data } = await api.events.watch(channel(address));
    expect(Number(data.expiration) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect(received.map((each) => each.headers[sync])).toEqual(["sync"]);
    await Promise.all([1, 2, 3, 4].map(() => api.events.insert({ calendarId, requestBody: body })));
    await expect.poll(() => received.length).toBeGreaterThan(1);
    expect(received.length).toBeLessThan(5);
    const message = received[1];
    expect(message?.size).toBe(0);
    expect(message?.headers).toMatchObject({
      [sync]: "exists",
      "content-length": "0",
      "x-goog-channel-id": data.id,
      "x-goog-channel-token": "secret",
      "x-goog-resource-id": data.resourceId,
      "x-goog-message-number": "2",
    });
  });

  it("refuse doubtful requests, obey ttl, and stop once", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    const { address } = await receive();
    const { data } = await api.events.watch(channel(address, { params: { ttl: "60" } }));
    expect(Number(data.expiration) - Date.now()).toBeLessThan(61_000);
    const again = api.events.watch(channel(address, { id: data.id }));
    expect(await refusalOf(again)).toMatchObject({ status: 400, reason: "channelIdNotUnique" });
    const plain = api.events.watch(channel("http://crm.test/hooks"));
    expect(await refusalOf(plain)).toMatchObject({ status: 400, reason: "push.webhookUrlNotHttps" });
    const stop = () =>
      api.channels.stop({ requestBody: { id: data.id ?? "", resourceId: data.resourceId ?? "" } });
    expect((await stop()).status).toBe(204);
    expect(await refusalOf(stop())).toMatchObject({ status: 404 });
  });

  it("are tried again after a 503, but not after a 400", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    const busy = await receive([200, 503]);
    const broken = await receive([200, 400]);
    await api.events.watch(channel(busy.address));
    await api.events.watch(channel(broken.address));
    await api.events.insert({ calendarId, requestBody: body });
    await expect.poll(() => busy.received.length, { timeout: 5000 }).toBe(3);
    expect(broken.received).toHaveLength(2);
  });

  it("hear what guests do, and fall silent when the grant is gone", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    const { address, received } = await receive();
    const attendees = [{ email: LEE }];
    const { data } = await api.events.insert({ calendarId, requestBody: { ...body, attendees } });
    await api.events.watch(channel(address));
    const reply = { response: "accepted" };
    await control(origin, "POST", `/people/${LEE}/events/${data.id}/respond`, reply);
    await expect.poll(() => received.length).toBe(2);
    await control(origin, "POST", "/trouble", { kind: "revoke-grant", email: MIA });
    const bob = await connect(origin, BOB);
    const other = await receive();
    await bob.api.events.watch(channel(other.address));
    const both = { ...body, attendees: [{ email: MIA }] };
    await bob.api.events.insert({ calendarId, requestBody: both });
    await expect.poll(() => other.received.length).toBe(2);
    expect(received).toHaveLength(2);
  });

  it("lose a notification on demand", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    const { address, received } = await receive();
    await api.events.watch(channel(address));
    await control(origin, "POST", "/trouble", { kind: "lose-notifications", email: MIA, count: 1 });
    const first = await receive();
    const bob = await connect(origin, BOB);
    await bob.api.events.watch(channel(first.address));
    await bob.api.events.insert({ calendarId, requestBody: { ...body, attendees: [{ email: MIA }] } });
    await expect.poll(() => first.received.length).toBe(2);
    expect(received).toHaveLength(1);
    await api.events.insert({ calendarId, requestBody: body });
    await expect.poll(() => received.length).toBe(2);
  });
});

describe("trouble", () => {
  it("answers 429 with Retry-After, 403 quota shapes and 500, then recovers", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    const list = () => refusalOf(api.events.list({ calendarId }));
    // The library refreshes its token and calls once more after a 403, so a 403 has to last for two calls.
    const cause = (kind: string, count = 1) =>
      control(origin, "POST", "/trouble", { kind, email: MIA, retryAfter: 2, count });
    await cause("rate-limit-429");
    expect(await list()).toMatchObject({ status: 429, reason: "rateLimitExceeded" });
    await cause("rate-limit-403", 2);
    expect(await list()).toMatchObject({ status: 403, reason: "userRateLimitExceeded" });
    await cause("quota-exceeded", 2);
    expect(await list()).toMatchObject({ status: 403, reason: "quotaExceeded" });
    await cause("server-error-500");
    expect(await list()).toMatchObject({ status: 500, reason: "backendError" });
    expect((await api.events.list({ calendarId })).status).toBe(200);
  });

  it("can lose the answer to a write that happened: the retry finds the id taken", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    await control(origin, "POST", "/trouble", {
      kind: "drop-connection-after-write",
      email: MIA,
      method: "POST",
    });
    const insert = () => api.events.insert({ calendarId, requestBody: { ...body, id: "meeting12345" } });
    expect((await refusalOf(insert())).status).toBeUndefined();
    expect(await refusalOf(insert())).toMatchObject({ status: 409, reason: "duplicate" });
    const { json } = await control(origin, "GET", "/requests");
    expect(json.requests.at(-2)).toMatchObject({ method: "POST", status: 0 });
  });
});

describe("a restart", () => {
  it("goes on with the same tokens, sync position, channels, mail and key", async () => {
    const statePath = path.join(await mkdtemp(path.join(tmpdir(), "google-sandbox-")), "state.json");
    const before = await startSandbox(statePath);
    const { auth, api, tokens } = await connect(before.origin, MIA);
    const { address, received } = await receive();
    await api.events.watch(channel(address));
    const attendees = [{ email: LEE }];
    await api.events.insert({ calendarId, sendUpdates: "all", requestBody: { ...body, attendees } });
    const syncToken = (await api.events.list({ calendarId })).data.nextSyncToken ?? "";
    await before.close();
    const after = await open(statePath, before.port);
    expect(after.origin).toBe(before.origin);
    const discovery = `${after.origin}/.well-known/openid-configuration`;
    await expect.poll(async () => (await fetch(discovery)).status).toBe(200);
    await api.events.insert({ calendarId, requestBody: { ...body, summary: "After" } });
    const { data } = await api.events.list({ calendarId, syncToken });
    expect(data.items?.map((event) => event.summary)).toEqual(["After"]);
    expect((await auth.refreshAccessToken()).credentials.access_token).toBeTruthy();
    await auth.verifyIdToken({ idToken: tokens.id_token ?? "", audience: "crm-client" });
    await expect.poll(() => received.at(-1)?.headers[sync]).toBe("exists");
    expect((await control(after.origin, "GET", "/outbox")).json.mails).toHaveLength(1);
  });
});

describe("free and busy", () => {
  it("merges blocks of oneself and colleagues, and knows nothing of strangers", async () => {
    const { origin } = await open();
    const { api } = await connect(origin, MIA);
    const later = { start: { dateTime: inDays(2, "09:30") }, end: { dateTime: inDays(2, "11:00") } };
    await api.events.insert({ calendarId, requestBody: body });
    await api.events.insert({ calendarId, requestBody: later });
    await api.events.insert({
      calendarId,
      requestBody: { ...body, transparency: "transparent", summary: "Free" },
    });
    const range = { timeMin: inDays(2, "00:00"), timeMax: inDays(3, "00:00") };
    const items = [MIA, BOB, LEE].map((id) => ({ id }));
    const { data } = await api.freebusy.query({ requestBody: { ...range, items } });
    const busy = [{ start: inDays(2, "09:00"), end: inDays(2, "11:00") }];
    expect(data.calendars?.[MIA]?.busy).toEqual(busy);
    expect(data.calendars?.[BOB]).toEqual({ busy: [] });
    expect(data.calendars?.[LEE]?.errors?.[0]?.reason).toBe("notFound");
  });
});
