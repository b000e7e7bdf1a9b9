import type { Reply } from "./http";
import type { World } from "./world";

const KEYS_MAX_AGE = { "cache-control": "public, max-age=3600, must-revalidate" };

/** `/.well-known/openid-configuration` with every address on the sandbox's own origin. */
export function discovery(world: World): Reply {
  const at = (path: string) => `${world.origin}${path}`;
  const json = {
    issuer: world.origin,
    authorization_endpoint: at("/o/oauth2/v2/auth"),
    token_endpoint: at("/token"),
    userinfo_endpoint: at("/v1/userinfo"),
    revocation_endpoint: at("/revoke"),
    jwks_uri: at("/oauth2/v3/certs"),
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "email", "profile"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    claims_supported: [
      "aud",
      "email",
      "email_verified",
      "exp",
      "family_name",
      "given_name",
      "iat",
      "iss",
      "name",
      "sub",
    ],
    code_challenge_methods_supported: ["S256"],
    grant_types_supported: ["authorization_code", "refresh_token"],
  };
  return { status: 200, json, headers: KEYS_MAX_AGE };
}

/** `/oauth2/v3/certs`: the signing key as a JWK set. */
export function keySet(world: World): Reply {
  return { status: 200, json: world.key.jwks(), headers: KEYS_MAX_AGE };
}

/** `/oauth2/v1/certs`: the same key as a map of certificates. */
export function certificates(world: World): Reply {
  return { status: 200, json: world.key.certificates(), headers: KEYS_MAX_AGE };
}
