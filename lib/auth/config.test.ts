import { expect, test } from "vitest";
import { asAttempt } from "./attempt";
import { authOptions } from "./config";

const userId = "01a1fb9d-a747-754e-89c0-4832b7c6d367";
const accountId = "01a1fb9d-a747-754e-89c0-4832b7c6d368";
const account = {
  provider: "google",
  type: "oauth" as const,
  providerAccountId: "117",
  access_token: "ya29.secret",
  id_token: "eyJ.secret",
};
const profile = { sub: "117", name: "Priya Raman", email: "priya@acme.test" };
const token = { sub: "117", name: "Priya Raman", email: "priya@acme.test" };

const sealed = (user: { id: string; accountId?: string }) =>
  authOptions().callbacks?.jwt?.({ token, user, account, profile, trigger: "signIn" });

test("of a sign-in with a provider the cookie gets the ids of our person, and no token or profile", async () => {
  const made = await asAttempt("google", async (attempt) => {
    attempt.found = { userId, accountId };
    return sealed({ id: "117" });
  });
  expect(made).toEqual({ sub: userId, accountId });
});

test("a provider's account that is nobody's here makes an empty cookie, which is no session", async () => {
  expect(await asAttempt("google", async () => sealed({ id: "117" }))).toEqual({});
  expect(await sealed({ id: "117" })).toEqual({});
});

test("claims that no attempt stands behind admit nobody", async () => {
  expect(await authOptions().callbacks?.signIn?.({ user: { id: "117" }, account, profile })).toBe(false);
});

test("the browser is told when a session ends and nothing that stands in it", async () => {
  const session = { expires: "2026-11-21T21:00:00.000Z", user: { name: "Priya", email: "priya@acme.test" } };
  const params = { session, token, user: { id: userId }, newSession: null, trigger: "update" as const };
  const told = await authOptions().callbacks?.session?.(params as never);
  expect(told).toEqual({ expires: session.expires });
});
