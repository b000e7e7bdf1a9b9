import { createPublicKey, createVerify } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PERSONAL_TENANT } from "./identity";
import type { MicrosoftSandbox } from "./server";
import { graphClient, refusalOf } from "./testing/graph";
import {
  authorizeUrl,
  BOB,
  CLIENT,
  connect,
  control,
  MIA,
  PAT,
  REDIRECT,
  startSandbox,
  tokenCall,
  walkThroughConsent,
} from "./testing/sandbox";

let sandbox: MicrosoftSandbox;
let origin: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  origin = sandbox.origin;
});
beforeEach(() => control(origin, "POST", "/reset"));
afterAll(() => sandbox.close());

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
const refresh = (token: string, more = {}) =>
  tokenCall(origin, { grant_type: "refresh_token", refresh_token: token, ...more });
const trouble = (kind: string, more = {}) => control(origin, "POST", "/trouble", { kind, ...more });

describe("signing in", () => {
  it("leads from the picker over Accept to tokens that work, with claims of version 2", async () => {
    const { tokens, graph } = await connect(origin, MIA);
    expect(tokens.scope.split(" ").sort()).toEqual(
      ["Calendars.ReadWrite", "User.Read", "email", "openid", "profile"].sort(),
    );
    expect(tokens.expires_in).toBeGreaterThanOrEqual(3600);
    expect(tokens.expires_in).toBeLessThan(5400);
    const me = await graph.api("/me").select("id,mail,userPrincipalName").get();
    const claims = claimsOf(tokens.id_token);
    expect(claims).toMatchObject({
      aud: CLIENT.clientId,
      ver: "2.0",
      oid: me.id,
      preferred_username: MIA,
      email: MIA,
    });
    expect(claims.iss).toBe(`${origin}/${claims.tid}/v2.0`);
    expect(claims.sub).not.toBe(claims.oid);
    expect(me).not.toHaveProperty("displayName");
  });

  it("signs with the published key, for the issuer that discovery names", async () => {
    const { tokens } = await connect(origin, MIA);
    const metadata = await (await fetch(`${origin}/common/v2.0/.well-known/openid-configuration`)).json();
    const { keys } = await (await fetch(metadata.jwks_uri)).json();
    const [head = "", body = "", signature = ""] = tokens.id_token.split(".");
    expect(JSON.parse(Buffer.from(head, "base64url").toString()).kid).toBe(keys[0].kid);
    const key = createPublicKey({ key: keys[0], format: "jwk" });
    const isGenuine = createVerify("sha256").update(`${head}.${body}`).verify(key, signature, "base64url");
    expect(isGenuine).toBe(true);
    expect(metadata.issuer).toBe(claimsOf(tokens.id_token).iss);
  });

  it("tells the product when the person declines, and stores nothing", async () => {
    const { url } = authorizeUrl(origin);
    const target = await walkThroughConsent(url, { account: MIA, decision: "cancel" });
    const answer = Object.fromEntries(target.searchParams);
    expect(answer).toMatchObject({ error: "access_denied", error_subcode: "cancel", state: "state-1" });
    expect(answer.error_description).toMatch(/^AADSTS65004: /);
    const again = await walkThroughConsent(authorizeUrl(origin, { prompt: "none", login_hint: MIA }).url, {
      account: MIA,
    });
    expect(again.searchParams.get("error")).toBe("consent_required");
  });

  it("asks an administrator where a tenant wants it, and works once that was accepted", async () => {
    await control(origin, "PATCH", "/behaviours", { userConsent: "administrators only" });
    const refused = await walkThroughConsent(authorizeUrl(origin).url, { account: MIA, decision: "return" });
    expect(refused.searchParams.get("error_description")).toMatch(/^AADSTS90094: /);
    const admin = new URLSearchParams({ client_id: CLIENT.clientId, redirect_uri: REDIRECT, state: "s" });
    const done = await walkThroughConsent(`${origin}/organizations/v2.0/adminconsent?${admin}`, {
      account: BOB,
    });
    expect(Object.fromEntries(done.searchParams)).toMatchObject({ admin_consent: "True", state: "s" });
    const { tokens } = await connect(origin, MIA);
    expect(claimsOf(tokens.id_token).tid).toBe(done.searchParams.get("tenant"));
  });

  it("shows a page, never a redirect, for a wrong address, client, prompt list or tenant", async () => {
    const wrong = [
      authorizeUrl(origin, { redirect_uri: "https://evil.test/" }),
      authorizeUrl(origin, { client_id: "someone-else" }),
      authorizeUrl(origin, { prompt: "select_account consent" }),
      authorizeUrl(origin, { scope: "Mail.Everything" }),
      authorizeUrl(origin, {}, "unknown.test"),
    ];
    for (const { url } of wrong) {
      const answer = await fetch(url, { redirect: "manual" });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain("AADSTS");
    }
  });

  it("keeps personal accounts apart: their tenant, no mail, no Teams", async () => {
    const { tokens, graph } = await connect(origin, PAT);
    expect(claimsOf(tokens.id_token).tid).toBe(PERSONAL_TENANT);
    expect((await graph.api("/me").get()).mail).toBeNull();
    expect((await graph.api("/me/calendar").get()).allowedOnlineMeetingProviders).toEqual([]);
    await expect(
      walkThroughConsent(authorizeUrl(origin, {}, "organizations").url, { account: PAT }),
    ).rejects.toThrow("does not offer");
  });

  it("can answer in a form", async () => {
    const { url } = authorizeUrl(origin, { response_mode: "form_post", login_hint: MIA, prompt: "none" });
    await connect(origin, MIA);
    const page = await (await fetch(url)).text();
    expect(page).toMatch(/name="code" value="0\.A/);
    expect(page).toContain(`action="${REDIRECT}"`);
  });
});

describe("the token address", () => {
  it("takes a code once, with its verifier and the right secret", async () => {
    const { url, verifier } = authorizeUrl(origin);
    const target = await walkThroughConsent(url, { account: MIA });
    const grant = { grant_type: "authorization_code", code: target.searchParams.get("code") ?? "" };
    const exchange = (more: object) => tokenCall(origin, { ...grant, code_verifier: verifier, ...more });
    const secret = await exchange({ client_secret: "wrong" });
    expect(secret).toMatchObject({ status: 401, json: { error: "invalid_client", error_codes: [7000215] } });
    expect((await exchange({ code_verifier: "wrong" })).json.error_codes).toEqual([501481]);
    expect((await exchange({})).status).toBe(200);
    const reused = await exchange({});
    expect(reused).toMatchObject({ status: 400, json: { error: "invalid_grant", error_codes: [54005] } });
    expect(reused.json).toHaveProperty("trace_id");
    expect(reused.json.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  });

  it("rotates refresh tokens; the one before works for its grace period", async () => {
    const { tokens } = await connect(origin, MIA);
    const next = await refresh(tokens.refresh_token);
    expect(next.json.refresh_token).not.toBe(tokens.refresh_token);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
    await control(origin, "POST", "/clock", { forwardSeconds: 301 });
    expect((await refresh(tokens.refresh_token)).json).toMatchObject({
      error: "invalid_grant",
      suberror: "bad_token",
    });
    expect((await refresh(next.json.refresh_token)).status).toBe(200);
    await control(origin, "POST", "/clock", { forwardSeconds: 91 * 86_400 });
    expect((await refresh(next.json.refresh_token)).json.error_codes).toEqual([700082]);
  });

  it("gives no refresh token without offline_access, and none for scopes nobody consented to", async () => {
    const short = await connect(origin, BOB, "openid User.Read Calendars.Read");
    expect(short.tokens.refresh_token).toBeUndefined();
    const write = short.graph.api("/me/events").post({ subject: "x" });
    expect(await refusalOf(write)).toMatchObject({ status: 403, code: "ErrorAccessDenied" });
    const { tokens } = await connect(origin, MIA);
    const more = await refresh(tokens.refresh_token, { scope: "Calendars.ReadWrite MailboxSettings.Read" });
    expect(more.json).toMatchObject({
      error: "invalid_grant",
      suberror: "consent_required",
      error_codes: [65001],
    });
  });

  it("refuses dead grants with the number asked for, and their access tokens with 401", async () => {
    const { tokens, graph } = await connect(origin, MIA);
    await trouble("token-error", { email: MIA, code: 50076 });
    expect((await refresh(tokens.refresh_token)).json.error).toBe("interaction_required");
    await trouble("expire-access-tokens", { email: MIA });
    const refused = await refusalOf(graph.api("/me/calendar").get());
    expect(refused).toMatchObject({ status: 401, code: "InvalidAuthenticationToken" });
    const fresh = await refresh(tokens.refresh_token);
    expect((await graphClient(origin, fresh.json.access_token).api("/me/calendar").get()).name).toBe(
      "Calendar",
    );
    await trouble("revoke-grant", { email: MIA });
    const dead = await refresh(fresh.json.refresh_token);
    expect(dead.json).toMatchObject({ error: "invalid_grant", suberror: "bad_token", error_codes: [50173] });
  });
});
