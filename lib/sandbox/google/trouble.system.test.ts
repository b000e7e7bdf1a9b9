import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { GoogleSandbox } from "./server";
import {
  CLIENT,
  connect,
  control,
  EVENTS_SCOPE,
  inDays,
  MIA,
  oauthClient,
  refusalOf,
  startReceiver,
  startSandbox,
} from "./testing/sandbox";

let sandbox: GoogleSandbox;
let mia: Awaited<ReturnType<typeof connect>>;
const calendarId = "primary";
const requestBody = {
  summary: "Call",
  start: { dateTime: inDays(2, "09:00") },
  end: { dateTime: inDays(2, "10:00") },
};
const closers: (() => unknown)[] = [];
const cause = (kind: string, more = {}) =>
  control(sandbox.origin, "POST", "/trouble", { kind, email: MIA, ...more });
const list = () => mia.api.events.list({ calendarId });

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(async () => {
  await control(sandbox.origin, "POST", "/reset");
  mia = await connect(sandbox.origin, MIA);
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
afterAll(() => sandbox.close());

async function refresh() {
  const refreshToken = mia.tokens.refresh_token ?? "";
  const body = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
  });
  const answer = await fetch(`${sandbox.origin}/token`, { method: "POST", body });
  return { status: answer.status, ...(await answer.json()) };
}

async function watch() {
  const receiver = await startReceiver();
  closers.push(receiver.close);
  const channel = { id: randomUUID(), type: "web_hook", address: receiver.address };
  const { data } = await mia.api.events.watch({ calendarId, requestBody: channel });
  const states = () => receiver.received.map((each) => each.headers["x-goog-resource-state"]);
  return { channel: { id: channel.id, resourceId: data.resourceId ?? "" }, states };
}

describe("a dying grant", () => {
  it.each([
    ["invalid_rapt", { error: "invalid_grant", error_subtype: "invalid_rapt" }],
    ["admin_policy_enforced", { error: "admin_policy_enforced" }],
    ["account_deleted", { error: "invalid_grant", error_description: "Account has been deleted" }],
    [undefined, { error: "invalid_grant" }],
  ])("is refused at the next refresh (%s), and a new consent heals it", async (reason, refusal) => {
    await cause("end-refresh-tokens", reason ? { reason } : {});
    await expect(list()).rejects.toThrow();
    expect(await refresh()).toMatchObject({ status: 400, ...refusal });
    mia = await connect(sandbox.origin, MIA);
    expect((await list()).status).toBe(200);
    expect((await refresh()).status).toBe(200);
  });

  it("can lose its calendar permission and keep who the person is", async () => {
    await cause("withdraw-scope");
    expect(await refusalOf(list())).toMatchObject({ status: 403, reason: "insufficientPermissions" });
    expect((await refresh()).scope).not.toContain(EVENTS_SCOPE);
  });

  it("can be blocked by an administrator, who also stops a new consent, until that is lifted", async () => {
    await cause("block-app");
    expect(await refresh()).toMatchObject({ status: 400, error: "admin_policy_enforced" });
    const hinted = oauthClient(sandbox.origin).generateAuthUrl({ scope: ["openid"], login_hint: MIA });
    const page = await fetch(hinted, { redirect: "manual" });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("admin_policy_enforced");
    await control(sandbox.origin, "POST", "/trouble/clear");
    expect((await refresh()).status).toBe(200);
  });
});

describe("a refusal of any kind", () => {
  it("has the status and reason asked for, where it is asked for", async () => {
    // The client library tries a 403 once more with a fresh token.
    await cause("refuse", { status: 403, reason: "notACalendarUser", count: 2 });
    expect(await refusalOf(list())).toMatchObject({ status: 403, reason: "notACalendarUser" });
    await cause("refuse", { reason: "accessNotConfigured", pathContains: "/watch", count: 2 });
    expect((await list()).status).toBe(200);
    await expect(watch()).rejects.toMatchObject({ status: 403 });
  });
});

describe("push", () => {
  it("can be dropped without a word", async () => {
    const { channel, states } = await watch();
    await cause("drop-channel");
    await mia.api.events.insert({ calendarId, requestBody });
    const stop = mia.api.channels.stop({ requestBody: channel });
    expect((await refusalOf(stop)).status).toBe(404);
    const again = await watch();
    await mia.api.events.insert({ calendarId, requestBody });
    await expect.poll(again.states).toEqual(["sync", "exists"]);
    expect(states()).toEqual(["sync"]);
  });

  it("can find nobody for a while, and runs out when the clock is put forward", async () => {
    await cause("unreachable-endpoint", { seconds: 60 });
    const { states } = await watch();
    await mia.api.events.insert({ calendarId, requestBody });
    expect(states()).toEqual([]);
    await control(sandbox.origin, "POST", "/trouble/clear");
    await expect.poll(states).toContain("exists");
    const channels = async () => (await control(sandbox.origin, "GET", "/channels")).json.channels;
    expect(await channels()).toHaveLength(1);
    await control(sandbox.origin, "POST", "/clock", { forwardSeconds: 8 * 86_400 });
    expect(await channels()).toEqual([]);
  });
});
