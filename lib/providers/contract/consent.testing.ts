import { expect, it } from "vitest";
import { randomToken } from "@/lib/crypto";
import { access, grantIn, world } from "./world.testing";

/** Consent, its refusals, and who granted. */
export function describeConsent(): void {
  it("trades a code for a grant", async () => {
    const given = await grantIn(world());
    expect(given).toMatchObject({
      subject: expect.stringMatching(/./),
      email: world().me,
      missingScopes: [],
    });
    expect(given.credentials.refreshToken).toEqual(expect.stringMatching(/./));
    expect(Date.parse(given.credentials.expiresAt ?? "")).toBeGreaterThan(Date.now() + 50 * 60_000);
  });
  it("knows the same person again, whatever the tokens", async () => {
    const [first, second] = [await grantIn(world()), await grantIn(world())];
    expect(second.subject).toBe(first.subject);
    expect(second.credentials.accessToken).not.toBe(first.credentials.accessToken);
  });
  it("says which scope was left out, and what it then means to read a calendar", async () => {
    const lacking = await grantIn(world(), "lacking");
    expect(lacking.missingScopes).not.toEqual([]);
    const poor = { ...access(), credentials: () => lacking.credentials };
    await expect(world().provider.serverTime(poor)).rejects.toMatchObject({
      kind: "reauthorise",
      why: "scope",
    });
  });
  it("refuses a code that was used, one with another verifier, and one nobody issued", async () => {
    const { provider, redirectUri } = world();
    const { trade } = await grantIn(world());
    const madeUp = { code: "4/0made-up", codeVerifier: randomToken(48), redirectUri };
    const otherVerifier = () => grantIn(world(), "everything", randomToken(48), randomToken(48));
    for (const failing of [trade, otherVerifier, () => provider.exchangeCode(madeUp)]) {
      await expect(failing()).rejects.toMatchObject({ kind: "refused" });
    }
  });
  it("reads a decline as one", async () => {
    const { provider, redirectUri, consent } = world();
    const url = provider.consentUrl({ redirectUri, state: "s2", codeChallenge: "x".repeat(43) });
    const back = await consent(url, "declined");
    expect([back.get("code"), back.get("state")]).toEqual([null, "s2"]);
    expect(provider.readRefusal(back)).toBe("denied");
    expect(provider.readRefusal(new URLSearchParams("error=<b>new</b>"))).toBe("failed");
  });
  it("knows where administrators approve, if anywhere", () => {
    const { provider, redirectUri } = world();
    const url = provider.adminConsentUrl({ redirectUri, state: "s3" });
    expect(url === null || new URL(url).searchParams.get("state") === "s3").toBe(true);
  });
  it("tells its own time", async () => {
    const off = Date.parse(await world().provider.serverTime(access())) - Date.now();
    expect(Math.abs(off)).toBeLessThan(5_000);
  });
}
