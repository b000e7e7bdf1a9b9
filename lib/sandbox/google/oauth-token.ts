import { clientCredentials, sameText, verifierFits } from "../desk/client-proof";
import { type Call, formOf, type Reply } from "./http";
import { ACCESS_TOKEN_SECONDS, findGrant, issueAccessToken, issueRefreshToken } from "./oauth-grants";
import { identityToken } from "./oauth-identity";
import type { IssuedCode } from "./state";
import type { World } from "./world";

type Refusal = { status: number; error: string; subtype?: string; description: string };
type Answer = { reply: Reply } | Refusal;

/** `POST /token`: code exchange and refresh, with the client's secret in the body or in a Basic header. */
export function token(world: World, call: Call): Reply {
  const form = formOf(call);
  if (!isOurClient(world, call, form)) {
    return refuse({ status: 401, error: "invalid_client", description: "The OAuth client was not found." });
  }
  const answer = byGrantType(world, form);
  return "reply" in answer ? answer.reply : refuse(answer);
}

function byGrantType(world: World, form: URLSearchParams): Answer {
  const kind = form.get("grant_type");
  if (kind === "authorization_code") return exchange(world, form);
  if (kind === "refresh_token") return refresh(world, form);
  if (!kind)
    return { status: 400, error: "invalid_request", description: "Missing required parameter: grant_type" };
  return { status: 400, error: "unsupported_grant_type", description: `Invalid grant_type: ${kind}` };
}

function exchange(world: World, form: URLSearchParams): Answer {
  const { state } = world.store;
  const text = form.get("code");
  if (!text)
    return { status: 400, error: "invalid_request", description: "Missing required parameter: code" };
  const found = state.codes.find((each) => each.code === text);
  if (!found) return { status: 400, error: "invalid_grant", description: "Malformed auth code." };
  if (form.get("redirect_uri") !== found.redirectUri) {
    return { status: 400, error: "redirect_uri_mismatch", description: "Bad Request" };
  }
  state.codes = state.codes.filter((each) => each !== found);
  world.store.markDirty();
  if (found.expiresAt < world.now() || !verifierFits(found, form.get("code_verifier"))) {
    return { status: 400, error: "invalid_grant", description: "Bad Request" };
  }
  return { reply: { status: 200, json: tokensFor(world, found) } };
}

function tokensFor(world: World, code: IssuedCode) {
  const { state } = world.store;
  const access = issueAccessToken(state, code, code.scopes, world.now());
  const refreshToken = code.withRefreshToken ? issueRefreshToken(state, code, code.scopes).token : undefined;
  const grant = findGrant(state, code);
  if (grant && refreshToken) grant.refreshIssued = true;
  return {
    access_token: access.token,
    expires_in: ACCESS_TOKEN_SECONDS,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    scope: code.scopes.join(" "),
    token_type: "Bearer",
    ...identityToken(world, access, code.nonce),
  };
}

function refresh(world: World, form: URLSearchParams): Answer {
  const text = form.get("refresh_token");
  if (!text)
    return {
      status: 400,
      error: "invalid_request",
      description: "Missing required parameter: refresh_token",
    };
  const { state } = world.store;
  const found = state.refreshTokens.find((each) => each.token === text);
  if (!found)
    return { status: 400, error: "invalid_grant", description: "Token has been expired or revoked." };
  const blocked = world.trouble.take(["block-app"], { email: found.email }) && "admin_policy_enforced";
  const reason = blocked || found.deadReason;
  if (reason) return deadToken(reason);
  const access = issueAccessToken(state, found, found.scopes, world.now());
  world.store.markDirty();
  const json = {
    access_token: access.token,
    expires_in: ACCESS_TOKEN_SECONDS,
    scope: found.scopes.join(" "),
    token_type: "Bearer",
    ...identityToken(world, access, undefined),
  };
  return { reply: { status: 200, json } };
}

const DEAD: Record<string, Refusal> = {
  invalid_rapt: {
    status: 400,
    error: "invalid_grant",
    subtype: "invalid_rapt",
    description: "reauth related error (invalid_rapt)",
  },
  admin_policy_enforced: {
    status: 400,
    error: "admin_policy_enforced",
    description: "The account is not allowed to use this app by a policy of its administrator.",
  },
  account_deleted: { status: 400, error: "invalid_grant", description: "Account has been deleted" },
};

function deadToken(reason: string): Refusal {
  return DEAD[reason] ?? { status: 400, error: reason, description: "Token has been expired or revoked." };
}

function isOurClient(world: World, call: Call, form: URLSearchParams): boolean {
  const { id, secret } = clientCredentials(call, form);
  return sameText(id, world.clientId) && sameText(secret, world.clientSecret);
}

function refuse({ status, error, subtype, description }: Refusal): Reply {
  const json = { error, error_description: description, ...(subtype ? { error_subtype: subtype } : {}) };
  return { status, json };
}
