import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DeadGrant, ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { isSpentToken, toProviderError } from "./to-error";

const REQUEST = "0b6fb0f5-8e0d-4df4-8c0e-64f2cf1b8a01";
const read = { method: "get", path: "/me/calendarView/delta" };
const deletion = { method: "delete", path: "/me/events/AAk1" };

/** As the client throws it, with what the line kept of the answer. */
const answer = (
  status: number,
  code: string,
  headers: Record<string, string> = {},
  message = "EwB.secret",
) => ({
  cause: Object.assign(new Error(message), { statusCode: status, code, body: `{"message":"${message}"}` }),
  status,
  headers: new Headers({ "request-id": REQUEST, ...headers }),
});

const rows: [number, string, ProviderErrorKind, DeadGrant?][] = [
  [400, "ErrorInvalidIdMalformed", "refused"],
  [400, "ErrorInvalidParameter", "refused"],
  [400, "ErrorPropertyValidationFailure", "refused"],
  [400, "ErrorInvalidRequest", "refused"],
  [400, "RequestBroker--ParseUri", "refused"],
  [400, "ValidationError", "refused"],
  [400, "SyncStateNotFound", "cursor-expired"],
  [400, "syncStateInvalid", "cursor-expired"],
  [404, "ResyncRequired", "cursor-expired"],
  [400, "ErrorInvalidSyncStateData", "cursor-expired"],
  [400, "ErrorDuplicateTransactionId", "duplicate"],
  [409, "ErrorDuplicateTransactionId", "duplicate"],
  [401, "InvalidAuthenticationToken", "reauthorise"],
  [403, "ErrorAccessDenied", "reauthorise", "scope"],
  [403, "Authorization_RequestDenied", "reauthorise", "scope"],
  [403, "ErrorInsufficientPermissionsInAccessToken", "reauthorise", "scope"],
  [403, "AccessRestricted", "reauthorise", "blocked"],
  [403, "ErrorCalendarIsNotOrganizer", "not-organiser"],
  [403, "ExtensionError", "refused"],
  [403, "ErrorItemNotFound", "gone"],
  [404, "ErrorItemNotFound", "gone"],
  [404, "ResourceNotFound", "gone"],
  [404, "MailboxNotEnabledForRESTAPI", "no-calendar"],
  [400, "MailboxNotSupportedForRESTAPI", "no-calendar"],
  [403, "MailboxNotEnabledForRESTAPI", "no-calendar"],
  [404, "ErrorNonExistentMailbox", "temporary"],
  [403, "ErrorMailboxMoveInProgress", "temporary"],
  [404, "ErrorMailboxMoveInProgress", "temporary"],
  [503, "MailboxInfoStale", "temporary"],
  [503, "ErrorMailboxStoreUnavailable", "temporary"],
  [408, "", "temporary"],
  [409, "ErrorIrresolvableConflict", "temporary"],
  [409, "Conflict", "temporary"],
  [409, "ErrorConflictingChanges", "temporary"],
  [409, "ObjectIdentifierInUse", "duplicate"],
  [410, "SyncStateNotFound", "cursor-expired"],
  [410, "", "cursor-expired"],
  [412, "PreconditionFailed", "changed"],
  [412, "ErrorIrresolvableConflict", "changed"],
  [413, "", "refused"],
  [429, "ApplicationThrottled", "slow-down"],
  [429, "TooManyRequests", "slow-down"],
  [503, "ErrorTooManyObjectsOpened", "slow-down"],
  [400, "ErrorQuotaExceeded", "quota"],
  [403, "ErrorExceededMessageLimit", "quota"],
  [500, "ErrorInternalServerError", "temporary"],
  [502, "UnknownError", "temporary"],
  [503, "ServiceUnavailable", "temporary"],
  [503, "ErrorServerBusy", "temporary"],
  [504, "generalException", "temporary"],
  [504, "", "temporary"],
];

describe("toProviderError", () => {
  it.each(rows)("%i %s is %s", (status, code, kind, why) => {
    expect(toProviderError(answer(status, code), read)).toMatchObject({ kind, why: why ?? null });
    // Codes count whatever their case.
    expect(toProviderError(answer(status, code.toLowerCase()), read).kind).toBe(kind);
  });

  it("blames one event, and not the grant, when it is denied", () => {
    const denied = answer(403, "ErrorAccessDenied");
    expect(toProviderError(denied, deletion).kind).toBe("refused");
    expect(toProviderError(denied, { method: "post", path: "/me/calendar/events" }).kind).toBe("reauthorise");
    expect(toProviderError(denied, { method: "get", path: "/me/events/AAk1" }).kind).toBe("refused");
    expect(toProviderError(answer(403, "Authorization_RequestDenied"), deletion).kind).toBe("reauthorise");
  });

  it("passes on the claims of a challenge, and takes no other token for a cure", () => {
    const claims = JSON.stringify({ access_token: { nbf: { essential: true, value: "1" } } });
    const challenge = (text: string) => ({
      "www-authenticate": `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(text).toString("base64")}"`,
    });
    const asked = toProviderError(answer(401, "InvalidAuthenticationToken", challenge(claims)), read);
    expect(asked).toMatchObject({ kind: "reauthorise", why: "sign-in", claims });
    expect(isSpentToken(asked)).toBe(false);
    for (const odd of ["no json", '"text"', `{"a":"${"x".repeat(5_000)}"}`]) {
      const failure = toProviderError(answer(401, "InvalidAuthenticationToken", challenge(odd)), read);
      expect(failure).toMatchObject({ kind: "reauthorise", claims: null });
      expect(isSpentToken(failure)).toBe(true);
    }
  });

  it.each([
    [{ "retry-after": "7" }, "TooManyRequests", 7_000],
    [{}, "TooManyRequests", null],
    [{}, "ErrorMailboxMoveInProgress", 900_000],
    [{ "retry-after": "60" }, "ErrorMailboxMoveInProgress", 60_000],
  ])("waits as %j of %s says", (headers, code, ms) => {
    expect(toProviderError(answer(429, code, headers as Record<string, string>), read).retryAfterMs).toBe(ms);
  });

  it("tells a subscription's end that is too far away from every other 400", () => {
    const text = "Subscription expiration can only be 4230 minutes in the future.";
    expect(toProviderError(answer(400, "InvalidRequest", {}, text), read)).toMatchObject({
      kind: "refused",
      code: "tooLong",
    });
  });

  it("holds code and request id, and no provider text and no token, wherever they stand", () => {
    expect(toProviderError(answer(404, "ErrorItemNotFound"), read).message).toBe(
      `Microsoft 404 (ErrorItemNotFound, request ${REQUEST})`,
    );
    for (const secret of ["EwB8A8l6BAAU.secret_token", "0.AXsecret", "Lee's divorce hearing"]) {
      const failure = answer(400, secret, { "request-id": secret }, secret);
      expect(toProviderError(failure, read).message).toBe("Microsoft 400 (no code)");
    }
  });

  it.each([
    { cause: Object.assign(new Error("timeout"), { statusCode: -1, code: "TimeoutError" }), status: null },
    new TypeError("fetch failed"),
    "a text",
    null,
    undefined,
  ])("takes %s for a passing fault of the network", (error) => {
    expect(toProviderError(error, read)).toMatchObject({ kind: "temporary", retryAfterMs: null });
  });

  it("reads any answer at all without a fault of its own", () => {
    fc.assert(
      fc.property(fc.anything(), fc.integer({ min: 100, max: 599 }), (cause, status) => {
        expect(toProviderError({ cause, status, headers: cause }, read)).toBeInstanceOf(ProviderError);
        expect(toProviderError(cause, read)).toBeInstanceOf(ProviderError);
      }),
    );
  });

  it("leaves one that is translated already as it is", () => {
    const error = new ProviderError("quota", "x");
    expect(toProviderError(error, read)).toBe(error);
  });
});
