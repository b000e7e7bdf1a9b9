import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import type { TokenEndpointHandler } from "next-auth/providers/oauth";
import { sameSecret } from "@/lib/crypto";

type Call = Parameters<NonNullable<TokenEndpointHandler["request"]>>[0];
type Tokens = Awaited<ReturnType<NonNullable<TokenEndpointHandler["request"]>>>;
type Directory = { root: string; tenant: string };

const anyTenant = ["common", "organizations", "consumers"];
const CLOCK_TOLERANCE_S = 10;

/**
 * Redeems an answer of Microsoft and proves its identity token (providers 1.2): signature, audience, nonce, and as issuer
 * the directory the token names, since one application serves many. The library can do that last step only at Microsoft's
 * own address. Answers with the identity token alone; the access token is dropped here.
 */
export async function redeemMicrosoftCode(call: Call, directory: Directory): Promise<Tokens> {
  const { client, provider, params, checks } = call;
  const { state, code_verifier } = checks;
  if (!params.state || !state || !sameSecret(params.state, state)) throw new Error("state mismatch");
  if (!params.code || !code_verifier) throw new Error("the state came without a code or its code_verifier");
  const redirect_uri = provider.callbackUrl;
  const grant = { grant_type: "authorization_code", code: params.code, redirect_uri, code_verifier };
  const { id_token } = await client.grant(grant);
  if (!id_token) throw new Error("the answer has no identity token");
  await prove(id_token, call, directory);
  return { tokens: { id_token } as Tokens["tokens"] };
}

async function prove(token: string, { client, checks }: Call, directory: Directory): Promise<void> {
  const keys = createRemoteJWKSet(new URL(String(client.issuer.metadata.jwks_uri)), {
    timeoutDuration: 10_000,
  });
  const { payload } = await jwtVerify(token, keys, {
    issuer: issuerFor(decodeJwt(token).tid, String(client.issuer.metadata.issuer), directory),
    audience: String(client.metadata.client_id),
    algorithms: ["RS256"],
    clockTolerance: CLOCK_TOLERANCE_S,
  });
  const nonce = "nonce" in checks ? checks.nonce : undefined;
  if (!nonce || payload.nonce !== nonce) throw new Error("nonce mismatch");
}

/** A tenant of one's own has one issuer; where any may sign in, each token names the directory that issued it. */
export function issuerFor(tid: unknown, discovered: string, { root, tenant }: Directory): string {
  return anyTenant.includes(tenant) ? `${root}/${String(tid)}/v2.0` : discovered;
}
