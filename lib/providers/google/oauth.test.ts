import { describe, expect, it } from "vitest";
import type { ConsentRefusal } from "@/lib/domain/calendar/provider";
import { consentUrl, readRefusal } from "./oauth";

const settings = { clientId: "client-1", clientSecret: "secret-1", apiRoot: null };

describe("consentUrl", () => {
  it("asks for the least, for a refresh token, and for the account at hand", () => {
    const url = new URL(
      consentUrl(settings, {
        redirectUri: "https://crm.example/back",
        state: "s1",
        codeChallenge: "c1",
        loginHint: "mia@acme.test",
      }),
    );
    expect(url.origin + url.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      scope: "openid email profile https://www.googleapis.com/auth/calendar.events.owned",
      access_type: "offline",
      prompt: "select_account consent",
      login_hint: "mia@acme.test",
      code_challenge_method: "S256",
    });
    expect(url.href).not.toContain("secret-1");
  });
});

describe("readRefusal", () => {
  it.each<[string, ConsentRefusal]>([
    ["error=access_denied&state=s1", "denied"],
    ["error=admin_policy_enforced", "ask-admin"],
    ["error=org_internal", "wrong-account"],
    ["error=redirect_uri_mismatch", "misconfigured"],
    ["error=server_error", "failed"],
    ["error=constructor", "failed"],
    ["", "failed"],
  ])("reads %s as %s", (query, refusal) => {
    expect(readRefusal(new URLSearchParams(query))).toBe(refusal);
  });
});
