import { clientCredentials, sameText, verifierFits } from "../desk/client-proof";
import { type Call, formOf, type Reply } from "../google/http";
import { findPerson } from "../google/people";
import { adminScopes } from "./oauth-authorize";
import { tokenRefusal } from "./oauth-error";
import { findGrant, issueAccessToken, issueRefreshToken } from "./oauth-grants";
import { identityToken } from "./oauth-identity";
import { fitsTenant, parseScopes } from "./oauth-request";
import { scopesToWire } from "./scopes";
import type { RefreshToken } from "./state";
import type { World } from "./world";

type Holder = { email: string; clientId: string };

/** `POST /{tenant}/oauth2/v2.0/token`: code exchange and refresh; refusals carry an AADSTS number. */
export function token(world: World, call: Call, tenant: string): Reply {
  const form = formOf(call);
  const problem = clientProblem(world, call, form);
  if (problem) return tokenRefusal(world, problem);
  const kind = form.get("grant_type");
  if (!kind) return tokenRefusal(world, 90014);
  if (kind === "authorization_code") return exchange(world, form, tenant);
  return kind === "refresh_token" ? refresh(world, form, tenant) : tokenRefusal(world, 70003);
}

function exchange(world: World, form: URLSearchParams, tenant: string): Reply {
  const found = world.store.state.codes.find((each) => each.code === form.get("code"));
  if (!form.get("code")) return tokenRefusal(world, 90014);
  if (!found) return tokenRefusal(world, 70000);
  if (found.redeemed) return tokenRefusal(world, 54005);
  if (form.get("redirect_uri") !== found.redirectUri) return tokenRefusal(world, 50011);
  if (!verifierFits(found, form.get("code_verifier"))) return tokenRefusal(world, 501481);
  found.redeemed = true;
  world.store.markDirty();
  if (found.expiresAt < world.now()) return tokenRefusal(world, 70008);
  if (!isAtHome(world, tenant, found)) return tokenRefusal(world, 50020);
  const refused = refusalByTrouble(world, found);
  const { state } = world.store;
  if (!refused && found.namesClaims)
    state.challenged = state.challenged.filter((each) => each !== found.email);
  return refused ?? tokensFor(world, found, found.scopes, found.nonce);
}

/** Every refresh hands out a new refresh token; the one before still works for a while (providers 1.2). */
function refresh(world: World, form: URLSearchParams, tenant: string): Reply {
  const text = form.get("refresh_token");
  if (!text) return tokenRefusal(world, 90014);
  const found = world.store.state.refreshTokens.find((each) => each.token === text);
  const problem = found ? refreshProblem(world, found) : 70000;
  if (!found || problem) return tokenRefusal(world, problem ?? 70000);
  if (!isAtHome(world, tenant, found)) return tokenRefusal(world, 50020);
  const trouble = refusalByTrouble(world, found);
  if (trouble) return trouble;
  const asked = form.get("scope") === null ? found.scopes : parseScopes(form.get("scope"));
  if (!asked) return tokenRefusal(world, 70011);
  if (!asked.every((scope) => consentedScopes(world, found).includes(scope)))
    return tokenRefusal(world, 65001);
  found.rotatedAt ??= world.now();
  return tokensFor(world, found, asked, undefined);
}

function refreshProblem(world: World, found: RefreshToken): number | undefined {
  const { refreshGraceSeconds } = world.store.state.behaviours;
  if (found.deadCode) return found.deadCode;
  if (found.expiresAt < world.now()) return 700082;
  const isReplaced =
    found.rotatedAt !== undefined && found.rotatedAt + refreshGraceSeconds * 1000 <= world.now();
  if (isReplaced) return 70000;
  return findGrant(world.store.state, found) ? undefined : 65001;
}

function tokensFor(world: World, holder: Holder, scopes: string[], nonce: string | undefined): Reply {
  const { state } = world.store;
  const now = world.now();
  const access = issueAccessToken(state, holder, scopes, now);
  const keepsAccess = scopes.includes("offline_access");
  const refreshToken = keepsAccess ? issueRefreshToken(state, holder, scopes, now).token : undefined;
  world.store.markDirty();
  const seconds = Math.floor((access.expiresAt - now) / 1000);
  const json = {
    token_type: "Bearer",
    scope: scopesToWire(scopes, state.behaviours.scopeForm),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: access.token,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    ...identityToken(world, access, nonce),
  };
  return { status: 200, json };
}

function consentedScopes(world: World, holder: Holder): string[] {
  const person = findPerson(world.people, holder.email);
  const own = findGrant(world.store.state, holder)?.scopes ?? [];
  const identity = ["openid", "profile", "email", "offline_access"];
  return [...own, ...(person ? adminScopes(world, person) : []), ...identity];
}

function refusalByTrouble(world: World, holder: Holder): Reply | undefined {
  const trouble = world.trouble.take(["block-app", "token-error"], { email: holder.email });
  return trouble && tokenRefusal(world, trouble.code ?? (trouble.kind === "block-app" ? 53003 : 50173));
}

function isAtHome(world: World, tenant: string, holder: Holder): boolean {
  const person = findPerson(world.people, holder.email);
  return person !== undefined && fitsTenant(world, tenant, person);
}

function clientProblem(world: World, call: Call, form: URLSearchParams): number | undefined {
  const { id, secret } = clientCredentials(call, form);
  if (!sameText(id, world.clientId)) return 700016;
  return sameText(secret, world.clientSecret) ? undefined : 7000215;
}
