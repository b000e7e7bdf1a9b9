import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeadGrant, ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { isSpentToken, toProviderError } from "./to-error";

const answer = (
  status: number,
  reason: string,
  more: { location?: string; headers?: Record<string, string> } = {},
) => ({
  message: "Request failed with token ya29.secret",
  status,
  response: {
    status,
    headers: new Headers(more.headers),
    data: {
      error: {
        code: status,
        message: "ya29.secret",
        errors: [{ domain: "calendar", reason, message: "ya29.secret", location: more.location }],
      },
    },
  },
});
const oauth = (status: number, error: string, more: object = {}) => ({
  status,
  response: {
    status,
    headers: {},
    data: { error, error_description: "Token 1//secret has been expired or revoked.", ...more },
  },
});

const rows: [number, string, ProviderErrorKind, string?][] = [
  [400, "timeRangeEmpty", "refused"],
  [400, "required", "refused"],
  [400, "invalid", "refused"],
  [400, "badRequest", "refused"],
  [400, "invalidParameter", "refused"],
  [400, "invalid", "cursor-expired", "syncToken"],
  [400, "invalid", "temporary", "pageToken"],
  [400, "push.webhookUrlNotHttps", "refused"],
  [401, "authError", "reauthorise"],
  [401, "push.webhookUrlUnauthorized", "refused"],
  [403, "rateLimitExceeded", "slow-down"],
  [403, "userRateLimitExceeded", "slow-down"],
  [403, "quotaExceeded", "quota"],
  [403, "dailyLimitExceeded", "misconfigured"],
  [403, "accessNotConfigured", "misconfigured"],
  [403, "forbidden", "refused"],
  [403, "insufficientPermissions", "reauthorise"],
  [403, "forbiddenForNonOrganizer", "not-organiser"],
  [403, "requiredAccessLevel", "refused"],
  [403, "notACalendarUser", "no-calendar"],
  [404, "notFound", "gone"],
  [408, "", "temporary"],
  [409, "duplicate", "duplicate"],
  [409, "conflict", "temporary"],
  [410, "fullSyncRequired", "cursor-expired"],
  [410, "updatedMinTooLongAgo", "cursor-expired"],
  [410, "deleted", "gone"],
  [412, "conditionNotMet", "changed"],
  [413, "", "refused"],
  [429, "rateLimitExceeded", "slow-down"],
  [500, "backendError", "temporary"],
  [502, "internalError", "temporary"],
  [503, "backendError", "temporary"],
  [504, "", "temporary"],
];

describe("toProviderError", () => {
  it.each(rows)("%i %s is %s (%s)", (status, reason, kind, location) => {
    expect(toProviderError(answer(status, reason, location ? { location } : {})).kind).toBe(kind);
  });

  it.each<[number, string, ProviderErrorKind]>([
    [400, "invalid_grant", "reauthorise"],
    [400, "admin_policy_enforced", "reauthorise"],
    [400, "invalid_scope", "reauthorise"],
    [401, "invalid_client", "misconfigured"],
    [400, "redirect_uri_mismatch", "misconfigured"],
    [403, "org_internal", "misconfigured"],
    [401, "deleted_client", "misconfigured"],
    [400, "unauthorized_client", "misconfigured"],
    [400, "invalid_request", "refused"],
    [429, "rate_limit_exceeded", "slow-down"],
    [500, "internal_failure", "temporary"],
  ])("OAuth %i %s is %s", (status, error, kind) => {
    expect(toProviderError(oauth(status, error)).kind).toBe(kind);
  });

  it.each<[string, object, DeadGrant | null]>([
    ["revoked", oauth(400, "invalid_grant"), "revoked"],
    ["a session that ran out", oauth(400, "invalid_grant", { error_subtype: "invalid_rapt" }), "sign-in"],
    [
      "a deleted account",
      oauth(400, "invalid_grant", { error_description: "Account has been deleted" }),
      "person-gone",
    ],
    ["a policy", oauth(400, "admin_policy_enforced"), "blocked"],
    ["a scope withdrawn", oauth(400, "invalid_scope"), "scope"],
    ["a scope never granted", answer(403, "insufficientPermissions"), "scope"],
    ["a token nobody takes", answer(401, "authError"), null],
    ["no dead grant", answer(403, "quotaExceeded"), null],
  ])("says what killed the grant: %s", (_name, failure, why) => {
    expect(toProviderError(failure).why).toBe(why);
  });

  it.each<[object, boolean]>([
    [answer(401, "authError"), true],
    [answer(401, ""), true],
    [answer(401, "push.webhookUrlUnauthorized"), false],
    [answer(403, "insufficientPermissions"), false],
    [oauth(400, "invalid_grant"), false],
    [new ProviderError("reauthorise", "x"), false],
  ])("knows a spent access token (%#)", (failure, isSpent) => {
    expect(isSpentToken(failure)).toBe(isSpent);
  });

  it.each([
    Object.assign(new Error("fetch failed"), { code: "ECONNRESET" }),
    Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }),
    Object.assign(new Error("The operation was aborted"), { code: "ETIMEDOUT", name: "TimeoutError" }),
    new TypeError("fetch failed"),
    "a text",
    null,
    undefined,
  ])("takes %s for a passing fault of the network", (error) => {
    expect(toProviderError(error)).toMatchObject({ kind: "temporary", retryAfterMs: null });
  });

  it.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": "999999" }, 3_600_000],
    [{ "retry-after": "Fri, 20 Nov 2026 09:00:30 GMT", date: "Fri, 20 Nov 2026 09:00:00 GMT" }, 30_000],
    [{ "retry-after": "Fri, 20 Nov 2026 09:00:30 GMT" }, null],
    [{ "retry-after": "Fri, 20 Nov 2026 08:00:00 GMT", date: "Fri, 20 Nov 2026 09:00:00 GMT" }, null],
    [{ "retry-after": "soon" }, null],
    [{ "retry-after": "-1" }, null],
    [{}, null],
  ])("reads Retry-After from %j", (headers, ms) => {
    for (const [status, reason] of [
      [429, "rateLimitExceeded"],
      [403, "rateLimitExceeded"],
      [503, "backendError"],
    ] as const) {
      expect(toProviderError(answer(status, reason, { headers })).retryAfterMs).toBe(ms);
    }
  });

  it("reads plain headers as well", () => {
    const failure = { response: { status: 429, headers: { "retry-after": "3" }, data: {} } };
    expect(toProviderError(failure)).toMatchObject({ kind: "slow-down", retryAfterMs: 3_000 });
  });

  it("holds no provider text and no token, wherever they stand", () => {
    const secrets = [
      "ya29.a0AfH6SMBx-secret_token",
      "1//0gsecret",
      "Lee's divorce hearing",
      "eyJhbGciOi.J9.x",
    ];
    for (const secret of secrets) {
      for (const failure of [
        answer(400, secret),
        oauth(400, secret),
        Object.assign(new Error(secret), { code: secret }),
      ]) {
        expect(toProviderError(failure).message).not.toContain(secret);
      }
    }
    expect(toProviderError(answer(403, "quotaExceeded")).message).toBe("Google 403 (quotaExceeded)");
  });

  it("reads any answer at all without a fault of its own", () => {
    fc.assert(
      fc.property(fc.anything(), fc.integer({ min: 100, max: 599 }), (data, status) => {
        expect(toProviderError({ response: { status, data, headers: data } })).toBeInstanceOf(ProviderError);
        expect(toProviderError(data)).toBeInstanceOf(ProviderError);
      }),
    );
  });

  it("leaves one that is translated already as it is", () => {
    const error = new ProviderError("quota", "x");
    expect(toProviderError(error)).toBe(error);
  });
});
