import type { Call, Reply } from "../google/http";
import { html, page } from "../google/pages/html";
import { isPersonal, PERSONAL_TENANT, tenantOf } from "./identity";
import { orRefusal } from "./oauth-authorize";
import { issuerOf } from "./oauth-identity";
import { checkTenant, isRegisteredRedirect } from "./oauth-request";
import type { World } from "./world";

const KEYS_MAX_AGE = { "cache-control": "public, max-age=3600" };

/** `/{tenant}/v2.0/.well-known/openid-configuration`; the issuer is a real one, also for `common` (providers 7.3). */
export function discovery(world: World, _: Call, tenant: string): Reply {
  return orRefusal(() => {
    checkTenant(world, tenant);
    const at = (path: string) => `${world.origin}/${tenant}${path}`;
    const json = {
      issuer: issuerOf(world, tenantIdFor(world, tenant)),
      authorization_endpoint: at("/oauth2/v2.0/authorize"),
      token_endpoint: at("/oauth2/v2.0/token"),
      end_session_endpoint: at("/oauth2/v2.0/logout"),
      jwks_uri: at("/discovery/v2.0/keys"),
      userinfo_endpoint: `${world.origin}/oidc/userinfo`,
      response_modes_supported: ["query", "form_post"],
      response_types_supported: ["code"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
      code_challenge_methods_supported: ["S256"],
      claims_supported: ["sub", "iss", "aud", "exp", "iat", "nonce", "name", "oid", "tid", "ver", "email"],
    };
    return { status: 200, json, headers: KEYS_MAX_AGE };
  });
}

/** `/{tenant}/discovery/v2.0/keys`: the signing key as a JWK set. */
export function keySet(world: World): Reply {
  return { status: 200, json: world.key.jwks(), headers: KEYS_MAX_AGE };
}

/** `/{tenant}/oauth2/v2.0/logout`: there is no session here to end; leads back only to registered addresses. */
export function logout(world: World, call: Call): Reply {
  const target = call.query.get("post_logout_redirect_uri") ?? "";
  const isOwn =
    world.backUrl !== undefined && URL.canParse(target) && target.startsWith(new URL(world.backUrl).origin);
  if (isOwn || isRegisteredRedirect(target, world.backUrl))
    return { status: 302, headers: { location: target } };
  const body = html`<main class="sheet-page"><section class="card sheet"><h1>You signed out of your account</h1></section></main>`;
  return page({ status: 200, title: "Signed out · Sandbox sign-in", body });
}

function tenantIdFor(world: World, tenant: string): string {
  if (tenant === "consumers") return PERSONAL_TENANT;
  const first = world.people.find((person) => !isPersonal(person));
  const named = world.people.find((person) =>
    person.email.toLowerCase().endsWith(`@${tenant.toLowerCase()}`),
  );
  if (named) return tenantOf(world, named);
  if (tenant !== "common" && tenant !== "organizations") return tenant;
  return first ? world.tenant : PERSONAL_TENANT;
}
