import { createHash } from "node:crypto";
import { type Call, formOf, headerOf, type Reply } from "./http";
import { findAccessToken, revokeGrants } from "./oauth-grants";
import { findPerson, hostedDomain, type SandboxPerson, sameAddress, subjectOf } from "./people";
import { seesEmail, seesProfile } from "./scopes";
import type { IssuedToken } from "./state";
import type { World } from "./world";

/** `{ id_token }` when openid was granted: RS256, one hour, with the nonce of the request. */
export function identityToken(
  world: World,
  access: IssuedToken,
  nonce: string | undefined,
): { id_token?: string } {
  const person = findPerson(world.people, access.email);
  if (!person || !access.scopes.includes("openid")) return {};
  const issuedAt = Math.floor(world.now() / 1000);
  const halfHash = createHash("sha256").update(access.token).digest().subarray(0, 16);
  const claims = {
    iss: world.origin,
    aud: access.clientId,
    azp: access.clientId,
    sub: subjectOf(person),
    ...hostedDomainClaim(person),
    ...(seesEmail(access.scopes) ? { email: person.email, email_verified: true } : {}),
    at_hash: halfHash.toString("base64url"),
    ...(nonce === undefined ? {} : { nonce }),
    ...(seesProfile(access.scopes) ? profileClaims(person) : {}),
    iat: issuedAt,
    exp: issuedAt + 3600,
  };
  return { id_token: world.key.sign(claims) };
}

/** `GET /v1/userinfo` and `/oauth2/v3/userinfo`. */
export function userinfo(world: World, call: Call): Reply {
  const access = bearer(world, call);
  const person = access && findPerson(world.people, access.email);
  if (!access || !person) return unauthorized();
  const email = seesEmail(access.scopes) ? { email: person.email, email_verified: true } : {};
  const profile = seesProfile(access.scopes) ? profileClaims(person) : {};
  return {
    status: 200,
    json: { sub: subjectOf(person), ...profile, ...email, ...hostedDomainClaim(person) },
  };
}

/** `GET /oauth2/v2/userinfo`, the older spelling of the same facts. */
export function userinfoV2(world: World, call: Call): Reply {
  const access = bearer(world, call);
  const person = access && findPerson(world.people, access.email);
  if (!access || !person) return unauthorized();
  const email = seesEmail(access.scopes) ? { email: person.email, verified_email: true } : {};
  const profile = seesProfile(access.scopes) ? profileClaims(person) : {};
  return { status: 200, json: { id: subjectOf(person), ...email, ...profile, ...hostedDomainClaim(person) } };
}

/** `/tokeninfo` for an access token, by query, form or Authorization header. */
export function tokeninfo(world: World, call: Call): Reply {
  const text = call.query.get("access_token") ?? formOf(call).get("access_token");
  const access = text ? findAccessToken(world.store.state, text, world.now()) : bearer(world, call);
  const person = access && findPerson(world.people, access.email);
  if (!access?.expiresAt || !person) {
    return { status: 400, json: { error: "invalid_token", error_description: "Invalid Value" } };
  }
  const json = {
    azp: access.clientId,
    aud: access.clientId,
    sub: subjectOf(person),
    scope: access.scopes.join(" "),
    exp: String(Math.floor(access.expiresAt / 1000)),
    expires_in: String(Math.floor((access.expiresAt - world.now()) / 1000)),
    ...(seesEmail(access.scopes) ? { email: person.email, email_verified: "true" } : {}),
    access_type: "offline",
  };
  return { status: 200, json };
}

/** `POST /revoke`: either kind of token takes the whole consent with it (providers 1.1). */
export function revoke(world: World, call: Call): Reply {
  const text = call.query.get("token") ?? formOf(call).get("token") ?? "";
  const { state } = world.store;
  const refresh = state.refreshTokens.find((each) => each.token === text);
  const holder = refresh ?? findAccessToken(state, text, world.now());
  if (!holder) {
    return { status: 400, json: { error: "invalid_token", error_description: "Token expired or revoked" } };
  }
  revokeGrants(state, (each) => each.clientId === holder.clientId && sameAddress(each.email, holder.email));
  world.store.markDirty();
  return { status: 200, json: {} };
}

/** The live token in the Authorization header. */
export function bearer(world: World, call: Pick<Call, "headers">): IssuedToken | undefined {
  const text = /^Bearer (.+)$/i.exec(headerOf(call, "authorization") ?? "")?.[1];
  return text ? findAccessToken(world.store.state, text, world.now()) : undefined;
}

function profileClaims(person: SandboxPerson) {
  const [given = person.name, ...family] = person.name.split(" ");
  return { name: person.name, given_name: given, family_name: family.join(" "), locale: "en" };
}

function hostedDomainClaim(person: SandboxPerson): { hd?: string } {
  const domain = hostedDomain(person);
  return domain ? { hd: domain } : {};
}

function unauthorized(): Reply {
  const message = "Request is missing required authentication credential.";
  return { status: 401, json: { error: { code: 401, message, status: "UNAUTHENTICATED" } } };
}
