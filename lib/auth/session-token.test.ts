import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { encodeToken, readSessionToken, renewalOf } from "./session-token";

const userId = "01a1fb9d-a747-754e-89c0-4832b7c6d367";
const accountId = "01a1fb9d-a747-754e-89c0-4832b7c6d368";

describe("a session's cookie", () => {
  test("carries ids and nothing else, sealed", async () => {
    const cookie = await encodeToken({ token: { sub: userId, accountId }, maxAge: 60 });
    expect(cookie).not.toContain(userId);
    expect(await readSessionToken(cookie)).toEqual({ userId, accountId, issuedAt: expect.any(Number) });
  });

  test.each([
    ["absent", async () => undefined],
    ["made up", async () => "a.b.c"],
    ["over", () => encodeToken({ token: { sub: userId, accountId }, maxAge: -60 })],
    ["without an account", () => encodeToken({ token: { sub: userId }, maxAge: 60 })],
    ["sealed by somebody else", () => encode({ token: { sub: userId, accountId }, secret: "x".repeat(32) })],
  ])("is refused when it is %s", async (_why, make) => {
    expect(await readSessionToken(await make())).toBeNull();
  });

  test("is prolonged after ten minutes, for twelve hours", async () => {
    const issuedAt = 1_700_000_000;
    const at = (minutes: number) =>
      renewalOf({ userId, accountId, issuedAt }, (issuedAt + minutes * 60) * 1_000);
    expect(await at(9)).toBeNull();
    const cookie = await at(10);
    expect(cookie).toMatch(/^almanac\.session=\S+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    const value = cookie?.slice("almanac.session=".length, cookie.indexOf(";"));
    expect(await readSessionToken(value)).toMatchObject({ userId, accountId });
  });
});
