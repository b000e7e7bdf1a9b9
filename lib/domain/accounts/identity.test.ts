import { expect, test } from "vitest";
import { identityOf } from "./identity";

const tid = "7c1f0a52-0c0e-4e0e-9b57-3f6a1d2e9b10";
const oid = "0d7d1c1e-54cb-4a3a-8c39-2b4f7a9f8e21";

test.each([
  ["a verified address", { sub: "117", email: "Priya@Acme.Test", email_verified: true }, "priya@acme.test"],
  ["an unverified one", { sub: "117", email: "priya@acme.test", email_verified: false }, null],
  [
    "one that only says it is verified",
    { sub: "117", email: "priya@acme.test", email_verified: "true" },
    null,
  ],
  ["one of which nothing is said", { sub: "117", email: "priya@acme.test" }, null],
  ["no address", { sub: "117", email_verified: true }, null],
])("Google vouches for %s", (_what, claims, address) => {
  expect(identityOf("google", claims)).toEqual({ provider: "google", subject: "117", address });
});

test.each([
  ["the sign-in name", { preferred_username: "Priya@Acme.Test" }, "priya@acme.test"],
  [
    "never the e-mail claim, which a foreign tenant can make up",
    { preferred_username: "mallory@evil.test", email: "priya@acme.test", email_verified: true },
    "mallory@evil.test",
  ],
  ["no e-mail claim even where there is no name", { email: "priya@acme.test", upn: "priya@acme.test" }, null],
  ["a name that is no address", { preferred_username: "+48 600 100 200" }, null],
])("Microsoft vouches for %s", (_what, claims, address) => {
  const subject = `${tid}:${oid}`;
  expect(identityOf("microsoft", { tid, oid, ...claims })).toEqual({
    provider: "microsoft",
    subject,
    address,
  });
});

test("the same object id in another directory is somebody else", () => {
  const other = "11111111-2222-4333-8444-555555555555";
  const subjects = [tid, other].map((directory) => identityOf("microsoft", { tid: directory, oid })?.subject);
  expect(new Set(subjects).size).toBe(2);
});

test.each([
  ["google", { email: "priya@acme.test", email_verified: true }],
  ["google", null],
  ["microsoft", { sub: "pairwise", preferred_username: "priya@acme.test" }],
  ["microsoft", { tid, preferred_username: "priya@acme.test" }],
] as const)("%s claims without the stable key are nobody's", (provider, claims) => {
  expect(identityOf(provider, claims)).toBeNull();
});
