import { describe, expect, it } from "vitest";
import type { ConsentRefusal } from "@/lib/domain/calendar/provider";
import { adminConsentUrl, consentUrl, exchangeCode, readRefusal } from "./oauth";

const settings = { clientId: "client-1", clientSecret: "secret-1", tenant: "common", apiRoot: null };
const consent = { redirectUri: "https://crm.example/back", state: "s1", codeChallenge: "c1" };

describe("consentUrl", () => {
  it("asks for what is needed, and lets the person choose the account", () => {
    const url = new URL(consentUrl(settings, consent));
    expect(url.origin + url.pathname).toBe("https://login.microsoftonline.com/common/oauth2/v2.0/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: "client-1",
      redirect_uri: "https://crm.example/back",
      response_type: "code",
      response_mode: "query",
      scope: "openid profile email offline_access User.Read Calendars.ReadWrite",
      state: "s1",
      prompt: "select_account",
      code_challenge: "c1",
      code_challenge_method: "S256",
    });
  });

  it("passes on the address and the claims it is given, at the tenant and the root it is told", () => {
    const local = { ...settings, tenant: "acme.test", apiRoot: "http://localhost:4003" };
    const url = new URL(consentUrl(local, { ...consent, loginHint: "mia@acme.test", claims: '{"a":1}' }));
    expect(url.origin + url.pathname).toBe("http://localhost:4003/acme.test/oauth2/v2.0/authorize");
    expect(url.searchParams.get("login_hint")).toBe("mia@acme.test");
    expect(url.searchParams.get("claims")).toBe('{"a":1}');
  });
});

describe("adminConsentUrl", () => {
  it.each([
    ["common", "organizations"],
    ["consumers", "organizations"],
    ["5a3c9d10-7a41-4c38-9d0e-2f1b6c8e4a77", "5a3c9d10-7a41-4c38-9d0e-2f1b6c8e4a77"],
  ])("leads administrators of %s to %s", (tenant, at) => {
    const url = new URL(adminConsentUrl({ ...settings, tenant }, consent));
    expect(url.pathname).toBe(`/${at}/v2.0/adminconsent`);
    expect(url.searchParams.get("scope")).toContain("https://graph.microsoft.com/Calendars.ReadWrite");
    expect(url.searchParams.get("state")).toBe("s1");
  });
});

describe("readRefusal", () => {
  it.each<[string, number | null, ConsentRefusal]>([
    ["access_denied", 65004, "denied"],
    ["access_denied", null, "denied"],
    ["access_denied", 90094, "ask-admin"],
    ["access_denied", 900941, "ask-admin"],
    ["access_denied", 50105, "ask-admin"],
    ["invalid_grant", 65001, "ask-admin"],
    ["consent_required", null, "ask-admin"],
    ["access_denied", 90072, "wrong-account"],
    ["invalid_request", 50020, "wrong-account"],
    ["invalid_request", 50194, "misconfigured"],
    ["unauthorized_client", 700016, "misconfigured"],
    ["invalid_client", 7000222, "misconfigured"],
    ["invalid_request", 50011, "misconfigured"],
    ["invalid_scope", null, "misconfigured"],
    ["interaction_required", 53003, "failed"],
    ["server_error", null, "failed"],
    ["toString", null, "failed"],
  ])("reads %s with %s as %s", (error, number, refusal) => {
    const query = new URLSearchParams({ error, state: "s1" });
    if (number) query.set("error_description", `AADSTS${number}: Some <b>sentence</b>.`);
    expect(readRefusal(query)).toBe(refusal);
  });
});

describe("exchangeCode", () => {
  it.each(["", "x".repeat(8_193)])("asks nobody for a code that can be none", async (code) => {
    const nowhere = { ...settings, apiRoot: "http://localhost:1" };
    const trade = exchangeCode(nowhere, { code, codeVerifier: "v", redirectUri: "https://crm.example/back" });
    await expect(trade).rejects.toMatchObject({ kind: "refused" });
  });
});
