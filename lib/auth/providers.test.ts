import { expect, test } from "vitest";
import { offeredProviders, signInProviders } from "./providers";

const client = { clientId: "id", clientSecret: "secret", apiRoot: null };
const google = client;
const microsoft = { ...client, tenant: "common" };

const discoveries = (env: Parameters<typeof signInProviders>[0]) =>
  signInProviders(env).map(({ options }) => options?.wellKnown);

test("only providers with a client are offered", () => {
  expect(offeredProviders({ google, microsoft })).toEqual(["google", "microsoft"]);
  expect(offeredProviders({ google: null, microsoft })).toEqual(["microsoft"]);
  expect(offeredProviders({ google: null, microsoft: null })).toEqual([]);
  expect(signInProviders({ google: null, microsoft }).map(({ id }) => id)).toEqual(["azure-ad"]);
});

test("the real providers' discovery is asked, at the tenant of the settings", () => {
  expect(discoveries({ google, microsoft: { ...microsoft, tenant: "acme.test" } })).toEqual([
    "https://accounts.google.com/.well-known/openid-configuration",
    "https://login.microsoftonline.com/acme.test/v2.0/.well-known/openid-configuration",
  ]);
});

test("another origin stands in for the whole provider, so that no code goes to the real one", () => {
  const apiRoot = "http://localhost:3009";
  const env = { google: { ...google, apiRoot }, microsoft: { ...microsoft, apiRoot } };
  expect(discoveries(env)).toEqual([
    "http://localhost:3009/.well-known/openid-configuration",
    "http://localhost:3009/common/v2.0/.well-known/openid-configuration",
  ]);
  expect(JSON.stringify(signInProviders(env).map(({ options }) => options))).not.toMatch(
    /googleapis|google\.com|microsoft/,
  );
});

test.each(signInProviders({ google, microsoft }))(
  "$id is asked who it is and for nothing more",
  (provider) => {
    const options = provider.options ?? {};
    expect(options).toMatchObject({
      authorization: { params: { scope: "openid email profile", prompt: "select_account" } },
      checks: ["pkce", "state", "nonce"],
    });
    expect(options.profile({ sub: "117", name: "Priya", email: "p@acme.test", picture: "x" })).toEqual({
      id: "117",
    });
  },
);
