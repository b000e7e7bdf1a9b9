import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MicrosoftSandbox } from "./server";
import { refusalOf } from "./testing/graph";
import { startReceiver } from "./testing/receiver";
import {
  authorizeUrl,
  connect,
  control,
  inDays,
  MIA,
  PREFER,
  SCOPES,
  startSandbox,
  tokenCall,
  walkThroughConsent,
} from "./testing/sandbox";

let sandbox: MicrosoftSandbox;
let mia: Awaited<ReturnType<typeof connect>>;
const closers: (() => unknown)[] = [];
const cause = (kind: string, more = {}) =>
  control(sandbox.origin, "POST", "/trouble", { kind, email: MIA, ...more });
const read = () => mia.graph.api("/me/calendar").get();
const refresh = () =>
  tokenCall(sandbox.origin, {
    grant_type: "refresh_token",
    refresh_token: mia.tokens.refresh_token,
    scope: SCOPES,
  });

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

async function subscribe() {
  const receiver = await startReceiver();
  closers.push(receiver.close);
  const expirationDateTime = new Date(Date.now() + 86_400_000).toISOString();
  const wish = { changeType: "created", resource: "me/events", expirationDateTime, clientState: "s" };
  const made = await mia.graph
    .api("/subscriptions")
    .header("Prefer", PREFER)
    .post({ ...wish, notificationUrl: receiver.address, lifecycleNotificationUrl: receiver.address });
  return { id: String(made.id), messages: receiver.messages, expirationDateTime };
}

const create = () =>
  mia.graph.api("/me/events").post({ subject: "Call", start: inDays(2, "09:00"), end: inDays(2, "10:00") });

describe("a dying grant", () => {
  it.each([
    [undefined, "invalid_grant", 50173],
    [700082, "invalid_grant", 700082],
    [53003, "interaction_required", 53003],
    [50034, "invalid_grant", 50034],
  ])("ends at the next refresh (%s), and a new consent heals it", async (code, error, number) => {
    await cause("end-refresh-tokens", code ? { code } : {});
    expect((await refusalOf(read())).status).toBe(401);
    const { status, json } = await refresh();
    expect({ status, error: json.error, codes: json.error_codes }).toEqual({
      status: 400,
      error,
      codes: [number],
    });
    mia = await connect(sandbox.origin, MIA);
    expect((await read()).isDefaultCalendar).toBe(true);
    expect((await refresh()).status).toBe(200);
  });

  it("can lose its calendar permission: 65001 until it is given again", async () => {
    await cause("withdraw-scope");
    expect((await refresh()).json).toMatchObject({ suberror: "consent_required", error_codes: [65001] });
    mia = await connect(sandbox.origin, MIA);
    expect((await refresh()).status).toBe(200);
  });

  it("can be blocked by an administrator, who also stops a new consent, until that is lifted", async () => {
    await cause("block-app");
    expect((await refresh()).json.error_codes).toEqual([53003]);
    const { url } = authorizeUrl(sandbox.origin, { login_hint: MIA });
    const page = await fetch(url, { redirect: "manual" });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("AADSTS53003");
    await control(sandbox.origin, "POST", "/trouble/clear");
    expect((await refresh()).status).toBe(200);
  });

  it("can be challenged: refreshing does not help, only a consent that names the claims", async () => {
    await cause("require-claims");
    const challenge = (await refusalOf(read())).headers?.get("www-authenticate") ?? "";
    const encoded = /claims="([^"]+)"/.exec(challenge)?.[1] ?? "";
    const claims = Buffer.from(encoded, "base64").toString();
    expect(JSON.parse(claims)).toHaveProperty("access_token");
    expect((await refresh()).status).toBe(200);
    expect((await refusalOf(read())).status).toBe(401);
    mia = await connect(sandbox.origin, MIA);
    expect((await refusalOf(read())).status).toBe(401);
    const { url, verifier } = authorizeUrl(sandbox.origin, { claims });
    const code = (await walkThroughConsent(url, { account: MIA })).searchParams.get("code") ?? "";
    await tokenCall(sandbox.origin, { grant_type: "authorization_code", code, code_verifier: verifier });
    expect((await read()).isDefaultCalendar).toBe(true);
  });
});

describe("a refusal of any kind", () => {
  it("has the status and code asked for, where it is asked for", async () => {
    const { id, expirationDateTime } = await subscribe();
    await cause("refuse", { status: 403, reason: "AccessRestricted" });
    expect(await refusalOf(read())).toMatchObject({ status: 403, code: "AccessRestricted" });
    await cause("refuse", { status: 403, method: "PATCH", pathContains: "/subscriptions/" });
    expect((await read()).isDefaultCalendar).toBe(true);
    const renewal = () => mia.graph.api(`/subscriptions/${id}`).patch({ expirationDateTime });
    expect(await refusalOf(renewal())).toMatchObject({ status: 403, code: "ErrorAccessDenied" });
    expect((await renewal()).id).toBe(id);
  });
});

describe("push", () => {
  it("can be dropped without a word", async () => {
    const { id, messages } = await subscribe();
    await cause("drop-subscription");
    await create();
    expect((await refusalOf(mia.graph.api(`/subscriptions/${id}`).get())).status).toBe(404);
    const again = await subscribe();
    await create();
    await expect.poll(() => again.messages().length).toBeGreaterThan(0);
    expect(messages()).toEqual([]);
  });

  it("can find nobody, neither for the handshake nor for a message", async () => {
    await cause("unreachable-endpoint", { count: 1 });
    const refused = subscribe();
    await expect(refused).rejects.toMatchObject({ statusCode: 400, code: "ValidationError" });
    const { messages } = await subscribe();
    await cause("unreachable-endpoint", { seconds: 60 });
    await create();
    await control(sandbox.origin, "POST", "/trouble/clear");
    await expect.poll(() => messages().length, { timeout: 5_000 }).toBeGreaterThan(0);
  });
});
