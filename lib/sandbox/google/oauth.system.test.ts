import { createHash } from "node:crypto";
import { google } from "googleapis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GoogleSandbox } from "./server";
import {
  BOB,
  CLIENT,
  connect,
  control,
  EVENTS_SCOPE,
  LEE,
  MIA,
  oauthClient,
  REDIRECT,
  refusalOf,
  startSandbox,
  walkThroughConsent,
} from "./testing/sandbox";

let sandbox: GoogleSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const IDENTITY = ["openid", "email", "profile"];

describe("signing in", () => {
  it("gives tokens for a code with its PKCE verifier, and an identity token the real library accepts", async () => {
    const auth = oauthClient(sandbox.origin);
    const { codeVerifier, codeChallenge } = await auth.generateCodeVerifierAsync();
    const scope = [...IDENTITY, EVENTS_SCOPE];
    const url = auth.generateAuthUrl({ access_type: "offline", scope, state: "s-1" });
    const proof = `&nonce=n-1&code_challenge_method=S256&code_challenge=${codeChallenge}`;
    const target = await walkThroughConsent(url + proof, { account: MIA });
    expect(target.searchParams.get("state")).toBe("s-1");
    expect(target.searchParams.get("hd")).toBe("acme.test");
    const code = target.searchParams.get("code") ?? "";
    const { tokens } = await auth.getToken({ code, codeVerifier });
    expect(tokens.refresh_token).toMatch(/^1\/\//);
    expect(tokens.scope).toContain("https://www.googleapis.com/auth/userinfo.email");
    const ticket = await auth.verifyIdToken({ idToken: tokens.id_token ?? "", audience: CLIENT.clientId });
    expect(ticket.getPayload()).toMatchObject({
      iss: sandbox.origin,
      email: MIA,
      email_verified: true,
      hd: "acme.test",
    });
    expect(ticket.getPayload()?.nonce).toBe("n-1");
    auth.setCredentials(tokens);
    const { data } = await google.oauth2({ version: "v2", auth, rootUrl: sandbox.origin }).userinfo.get();
    expect(data).toMatchObject({ id: ticket.getPayload()?.sub, email: MIA, name: "Mia Berg" });
    expect((await auth.getTokenInfo(tokens.access_token ?? "")).email).toBe(MIA);
    await expect(auth.getToken({ code, codeVerifier })).rejects.toMatchObject({ message: "invalid_grant" });
  });

  it("refuses a wrong verifier and uses the code up", async () => {
    const auth = oauthClient(sandbox.origin);
    const challenge = createHash("sha256").update("right").digest("base64url");
    const proof = `&code_challenge_method=S256&code_challenge=${challenge}`;
    const url = auth.generateAuthUrl({ scope: IDENTITY }) + proof;
    const code = (await walkThroughConsent(url, { account: BOB })).searchParams.get("code") ?? "";
    await expect(auth.getToken({ code, codeVerifier: "wrong" })).rejects.toMatchObject({
      message: "invalid_grant",
    });
    await expect(auth.getToken({ code, codeVerifier: "right" })).rejects.toMatchObject({
      message: "invalid_grant",
    });
  });

  it("hands out a refresh token on first consent and on prompt=consent only", async () => {
    const auth = oauthClient(sandbox.origin);
    const ask = async (prompt?: string) => {
      const options = { access_type: "offline", scope: IDENTITY, ...(prompt ? { prompt } : {}) };
      const target = await walkThroughConsent(auth.generateAuthUrl(options), { account: LEE });
      return (await auth.getToken(target.searchParams.get("code") ?? "")).tokens.refresh_token;
    };
    expect(await ask()).toBeTruthy();
    expect(await ask()).toBeUndefined();
    expect(await ask("consent")).toBeTruthy();
  });

  it("lets the person refuse, or leave the calendar box empty", async () => {
    const auth = oauthClient(sandbox.origin);
    const url = auth.generateAuthUrl({ scope: [...IDENTITY, EVENTS_SCOPE], prompt: "consent", state: "s-2" });
    const refused = await walkThroughConsent(url, { account: BOB, decision: "cancel" });
    expect(refused.searchParams.get("error")).toBe("access_denied");
    expect(refused.searchParams.get("state")).toBe("s-2");
    const partly = await walkThroughConsent(url, { account: BOB, untick: [EVENTS_SCOPE] });
    const { tokens } = await auth.getToken(partly.searchParams.get("code") ?? "");
    expect(tokens.scope).not.toContain("calendar");
  });

  it("shows a page and never redirects to an address it does not know", async () => {
    const query = `client_id=${CLIENT.clientId}&response_type=code&scope=openid&redirect_uri=`;
    const elsewhere = encodeURIComponent("https://evil.test/api/calendar/google/callback");
    const answer = await fetch(`${sandbox.origin}/o/oauth2/v2/auth?${query}${elsewhere}`, {
      redirect: "manual",
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("redirect_uri_mismatch");
  });

  it("covers earlier scopes with include_granted_scopes", async () => {
    await connect(sandbox.origin, BOB, [EVENTS_SCOPE]);
    const auth = oauthClient(sandbox.origin);
    const scope = ["https://www.googleapis.com/auth/calendar.freebusy"];
    const url = auth.generateAuthUrl({
      scope,
      include_granted_scopes: true,
      prompt: "select_account consent",
    });
    const target = await walkThroughConsent(url, { account: BOB });
    expect(target.searchParams.get("scope")).toContain(EVENTS_SCOPE);
  });
});

describe("the token address", () => {
  it("accepts the secret in a Basic header and refuses a wrong one", async () => {
    const url = oauthClient(sandbox.origin).generateAuthUrl({ scope: IDENTITY });
    const code = (await walkThroughConsent(url, { account: MIA })).searchParams.get("code") ?? "";
    const body = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: REDIRECT });
    const post = (secret: string) => {
      const basic = Buffer.from(`${CLIENT.clientId}:${secret}`).toString("base64");
      return fetch(`${sandbox.origin}/token`, {
        method: "POST",
        body,
        headers: { authorization: `Basic ${basic}` },
      });
    };
    expect((await post("guess")).status).toBe(401);
    expect((await post(CLIENT.clientSecret)).status).toBe(200);
  });

  it("refreshes without rotating, and answers invalid_grant once the grant is revoked", async () => {
    const { auth, tokens, api } = await connect(sandbox.origin, MIA);
    const refreshed = await auth.refreshAccessToken();
    expect(refreshed.credentials.access_token).not.toBe(tokens.access_token);
    expect(refreshed.credentials.refresh_token).toBe(tokens.refresh_token);
    await control(sandbox.origin, "POST", "/trouble", { kind: "expire-access-tokens", email: MIA });
    expect((await api.events.list({ calendarId: "primary" })).status).toBe(200);
    await auth.revokeToken(tokens.refresh_token ?? "");
    await expect(auth.refreshAccessToken()).rejects.toMatchObject({ message: "invalid_grant" });
    await expect(auth.revokeToken(tokens.refresh_token ?? "")).rejects.toMatchObject({ status: 400 });
  });

  it("gives 401 authError for a dead access token and 403 insufficientPermissions for a missing scope", async () => {
    const answer = await fetch(`${sandbox.origin}/calendar/v3/calendars/primary/events`, {
      headers: { authorization: "Bearer nonsense" },
    });
    expect(answer.status).toBe(401);
    expect((await answer.json()).error.errors[0].reason).toBe("authError");
    const { api } = await connect(sandbox.origin, LEE, [
      "https://www.googleapis.com/auth/calendar.events.owned.readonly",
    ]);
    const insert = api.events.insert({ calendarId: "primary", requestBody: {} });
    expect(await refusalOf(insert)).toMatchObject({ status: 403, reason: "insufficientPermissions" });
  });

  it("publishes a discovery document whose keys match the certificates", async () => {
    const get = async (path: string) => (await fetch(`${sandbox.origin}${path}`)).json();
    const document = await get("/.well-known/openid-configuration");
    expect(document.issuer).toBe(sandbox.origin);
    const [jwks, map] = [await get("/oauth2/v3/certs"), await get("/oauth2/v1/certs")];
    expect(Object.keys(map)).toEqual([jwks.keys[0].kid]);
    expect(map[jwks.keys[0].kid]).toContain("BEGIN CERTIFICATE");
  });
});
