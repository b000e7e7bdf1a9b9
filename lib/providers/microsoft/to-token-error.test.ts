import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeadGrant, ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { toTokenError } from "./to-token-error";

const body = (error: string, number: number, more: object = {}) => ({
  error,
  error_description: `AADSTS${number}: Mia's secret. Trace ID: 1 Timestamp: 2026-11-02 10:15:04Z`,
  error_codes: [number],
  timestamp: "2026-11-02 10:15:04Z",
  trace_id: "t",
  correlation_id: "c",
  ...more,
});

const rows: [string, number, ProviderErrorKind, DeadGrant?][] = [
  ["invalid_grant", 50173, "reauthorise", "revoked"],
  ["invalid_grant", 70000, "reauthorise", "revoked"],
  ["invalid_grant", 700082, "reauthorise", "expired"],
  ["invalid_grant", 70008, "reauthorise", "expired"],
  ["invalid_grant", 700084, "reauthorise", "expired"],
  ["invalid_grant", 70043, "reauthorise", "sign-in"],
  ["invalid_grant", 65001, "reauthorise", "scope"],
  ["invalid_grant", 50057, "reauthorise", "person-gone"],
  ["invalid_grant", 50034, "reauthorise", "person-gone"],
  ["invalid_grant", 50020, "reauthorise", "person-gone"],
  ["invalid_grant", 90072, "reauthorise", "person-gone"],
  ["invalid_grant", 54005, "reauthorise", "revoked"],
  ["invalid_grant", 123456, "reauthorise", "revoked"],
  ["invalid_request", 9002313, "reauthorise", "revoked"],
  ["interaction_required", 50076, "reauthorise", "sign-in"],
  ["interaction_required", 50079, "reauthorise", "sign-in"],
  ["interaction_required", 50158, "reauthorise", "sign-in"],
  ["interaction_required", 53000, "reauthorise", "blocked"],
  ["interaction_required", 53003, "reauthorise", "blocked"],
  ["invalid_request", 50011, "misconfigured"],
  ["invalid_request", 50194, "misconfigured"],
  ["unauthorized_client", 700016, "misconfigured"],
  ["invalid_client", 7000215, "misconfigured"],
  ["invalid_client", 7000222, "misconfigured"],
  ["invalid_resource", 500011, "misconfigured"],
  ["invalid_request", 900144, "misconfigured"],
  ["invalid_scope", 70011, "misconfigured"],
  ["temporarily_unavailable", 90033, "temporary"],
  ["invalid_request", 90090, "temporary"],
  ["server_error", 90020, "temporary"],
];

describe("toTokenError", () => {
  it.each(rows)("%s %i is %s", (error, number, kind, why) => {
    expect(toTokenError(400, body(error, number), {})).toMatchObject({ kind, why: why ?? null });
  });

  it.each<[string, DeadGrant]>([
    ["consent_required", "scope"],
    ["bad_token", "revoked"],
    ["token_expired", "expired"],
    ["message_only", "blocked"],
    ["basic_action", "sign-in"],
  ])("goes by the suberror %s when the number says nothing", (suberror, why) => {
    expect(toTokenError(400, body("invalid_grant", 999999, { suberror }), {}).why).toBe(why);
  });

  it("reads the number from the sentence when there is no list, and passes claims on", () => {
    const claims = '{"access_token":{"capolids":{"essential":true}}}';
    const said = body("interaction_required", 53003, { error_codes: undefined, claims });
    expect(toTokenError(400, said, {})).toMatchObject({ why: "blocked", claims });
    expect(toTokenError(400, { ...said, claims: "not json" }, {}).claims).toBeNull();
  });

  it("waits where it is told to, and takes the server's own trouble for passing", () => {
    const headers = new Headers({ "retry-after": "12" });
    expect(toTokenError(429, body("invalid_request", 90055), headers)).toMatchObject({
      kind: "slow-down",
      retryAfterMs: 12_000,
    });
    expect(toTokenError(503, null, {}).kind).toBe("temporary");
    expect(toTokenError(502, "<html>", {}).kind).toBe("temporary");
    expect(toTokenError(400, null, {}).kind).toBe("temporary");
  });

  it("holds numbers and words of the protocol, and nothing else", () => {
    expect(toTokenError(400, body("invalid_grant", 50173), {}).message).toBe(
      "Microsoft tokens 400 (invalid_grant, AADSTS50173)",
    );
    expect(toTokenError(400, body("Mia's <secret>", 1), {}).message).not.toContain("secret");
  });

  it("reads any answer at all without a fault of its own", () => {
    fc.assert(
      fc.property(fc.anything(), fc.integer({ min: 400, max: 599 }), (said, status) => {
        expect(toTokenError(status, said, said)).toBeInstanceOf(ProviderError);
      }),
    );
  });
});
