import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type KeyLike, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redeemMicrosoftCode } from "./microsoft-code";

type Call = Parameters<typeof redeemMicrosoftCode>[0];

const own = "5a3c9d10-7a41-4c38-9d0e-2f1b6c8e4a77";
const foreign = "11111111-2222-4333-8444-555555555555";
let server: Server;
let root: string;
let ours: KeyLike;
let stranger: KeyLike;

beforeAll(async () => {
  const pair = await generateKeyPair("RS256");
  ours = pair.privateKey;
  stranger = (await generateKeyPair("RS256")).privateKey;
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: "k", alg: "RS256" }] });
  server = createServer((_request, response) =>
    response.setHeader("content-type", "application/json").end(keys),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** An answer of the token endpoint: right in all but what a test changes. */
type Changes = {
  claims?: object;
  key?: "stranger";
  state?: string;
  nonce?: string;
  issuer?: string;
  audience?: string;
  lifeS?: number;
};

async function redeem(tenant: string, changes: Changes = {}) {
  const tid = own;
  const now = Math.floor(Date.now() / 1_000);
  const idToken = await new SignJWT({ tid, oid: foreign, nonce: changes.nonce ?? "nonce", ...changes.claims })
    .setProtectedHeader({ alg: "RS256", kid: "k" })
    .setIssuer(changes.issuer ?? `${root}/${tid}/v2.0`)
    .setAudience(changes.audience ?? "client")
    .setExpirationTime(now + (changes.lifeS ?? 60))
    .sign(changes.key ? stranger : ours);
  const client = {
    issuer: { metadata: { issuer: `${root}/${own}/v2.0`, jwks_uri: `${root}/keys` } },
    metadata: { client_id: "client" },
    grant: async () => ({ id_token: idToken, access_token: "access", refresh_token: "refresh" }),
  };
  const call = {
    client,
    provider: { callbackUrl: "http://localhost/api/auth/callback/azure-ad" },
    params: { code: "code", state: changes.state ?? "state" },
    checks: { state: "state", nonce: "nonce", code_verifier: "verifier" },
  };
  const { tokens } = await redeemMicrosoftCode(call as unknown as Call, { root, tenant });
  return Object.keys(tokens);
}

describe("an answer of Microsoft", () => {
  test("leaves the identity token and drops the others", async () => {
    expect(await redeem("common")).toEqual(["id_token"]);
  });

  test("may come from any directory where any may sign in, but from no issuer of another", async () => {
    const elsewhere = `${root}/${foreign}/v2.0`;
    const claims = { tid: foreign };
    expect(await redeem("common", { issuer: elsewhere, claims })).toEqual(["id_token"]);
    await expect(redeem("common", { issuer: elsewhere })).rejects.toThrow(/"iss"/);
    await expect(redeem("common", { claims })).rejects.toThrow(/"iss"/);
    await expect(redeem("common", { issuer: "https://evil.test/v2.0" })).rejects.toThrow(/"iss"/);
  });

  test("comes from the one directory of the settings where there is one", async () => {
    expect(await redeem(own)).toEqual(["id_token"]);
    const elsewhere = { issuer: `${root}/${foreign}/v2.0`, claims: { tid: foreign } };
    await expect(redeem(own, elsewhere)).rejects.toThrow(/"iss"/);
  });

  test.each<[string, Changes, RegExp]>([
    ["another state", { state: "else" }, /state/],
    ["another nonce", { nonce: "else" }, /nonce/],
    ["another audience", { audience: "else" }, /"aud"/],
    ["a stranger's signature", { key: "stranger" }, /signature/],
    ["a token that is over", { lifeS: -60 }, /"exp"/],
  ])("with %s is refused", async (_what, changes, why) => {
    await expect(redeem("common", changes)).rejects.toThrow(why);
  });
});
