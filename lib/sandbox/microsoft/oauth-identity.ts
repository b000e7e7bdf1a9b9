import { randomBytes } from "node:crypto";
import { type Call, headerOf, type Reply } from "../google/http";
import { findPerson } from "../google/people";
import { invalidToken } from "./api-error";
import { objectIdOf, pairwiseSubject, tenantOf } from "./identity";
import { findAccessToken } from "./oauth-grants";
import type { AccessToken } from "./state";
import type { World } from "./world";

/** `{ id_token }` when openid was granted: RS256, version 2 claims, the issuer of the person's own tenant. */
export function identityToken(
  world: World,
  access: AccessToken,
  nonce: string | undefined,
): { id_token?: string } {
  const person = findPerson(world.people, access.email);
  if (!person || !access.scopes.includes("openid")) return {};
  const issuedAt = Math.floor(world.now() / 1000);
  const tenantId = tenantOf(world, person);
  const tellsEmail = access.scopes.includes("email") && world.store.state.behaviours.tellsEmail;
  const profile = { name: person.name, preferred_username: person.email };
  const claims = {
    aud: access.clientId,
    iss: issuerOf(world, tenantId),
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + 3600,
    ...(tellsEmail ? { email: person.email } : {}),
    ...(access.scopes.includes("profile") ? profile : {}),
    ...(nonce === undefined ? {} : { nonce }),
    oid: objectIdOf(person),
    rh: `0.${randomBytes(20).toString("base64url")}.`,
    sub: pairwiseSubject(person, access.clientId),
    tid: tenantId,
    uti: randomBytes(16).toString("base64url"),
    ver: "2.0",
  };
  return { id_token: world.key.sign(claims) };
}

/** The issuer of a tenant's identity tokens. */
export function issuerOf(world: World, tenantId: string): string {
  return `${world.origin}/${tenantId}/v2.0`;
}

/** `GET /oidc/userinfo`: few claims, as the real one. */
export function userinfo(world: World, call: Call): Reply {
  const access = bearer(world, call);
  const person = access && findPerson(world.people, access.email);
  if (!access || !person) throw invalidToken();
  const email = access.scopes.includes("email") ? { email: person.email } : {};
  const json = { sub: pairwiseSubject(person, access.clientId), name: person.name, ...email };
  return { status: 200, json };
}

/** The live token in the Authorization header. */
export function bearer(world: World, call: Pick<Call, "headers">): AccessToken | undefined {
  const text = /^Bearer (.+)$/i.exec(headerOf(call, "authorization") ?? "")?.[1];
  return text ? findAccessToken(world.store.state, text, world.now()) : undefined;
}
