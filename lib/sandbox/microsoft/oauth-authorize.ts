import { randomBytes } from "node:crypto";
import { residents } from "../desk/homes";
import { type Call, formOf, type Reply } from "../google/http";
import { findPerson, type SandboxPerson } from "../google/people";
import { seal, unseal } from "../google/sealed";
import { tenantOf } from "./identity";
import { explain } from "./oauth-error";
import { findGrant, recordConsent } from "./oauth-grants";
import {
  AuthorizeRefusal,
  type AuthorizeRequest,
  authorizeRequest,
  chosenPerson,
  fitsTenant,
  readAuthorizeRequest,
} from "./oauth-request";
import { approvalPage, chooserPage, consentPage, formPostPage, refusalPage } from "./pages/authorize-pages";
import { reachesMailbox } from "./scopes";
import type { World } from "./world";

const CODE_LIFE_MS = 10 * 60 * 1000;

/** `GET /{tenant}/oauth2/v2.0/authorize`: the account picker, or the next step when the request names the person. */
export function authorize(world: World, call: Call, tenant: string): Reply {
  return orRefusal(() => {
    const request = readAuthorizeRequest(world, tenant, call.query);
    const hinted = request.loginHint ? findPerson(world.people, request.loginHint) : undefined;
    const isFitting = hinted && fitsTenant(world, tenant, hinted);
    if (hinted && isFitting && request.prompt !== "select_account") return withPerson(world, request, hinted);
    if (request.prompt === "none")
      return failure(request, "login_required", "AADSTS50058: No user is signed in.");
    const people = residents(world).filter((person) => fitsTenant(world, tenant, person));
    return chooserPage(people, sealRequest(world, request), "/sign-in/consent");
  });
}

/** `GET /sign-in/consent`: the person is chosen; asks for consent unless it was given before. */
export function consent(world: World, call: Call): Reply {
  return orRefusal(() => {
    const request = openRequest(world, call.query.get("request"));
    return withPerson(world, request, chosenPerson(world, request.tenant, call.query.get("account")));
  });
}

/** `POST /sign-in/decide`: Accept or Cancel on the consent page, or back from "Need admin approval". */
export function decide(world: World, call: Call): Reply {
  return orRefusal(() => {
    const form = formOf(call);
    const request = openRequest(world, form.get("request"));
    const person = chosenPerson(world, request.tenant, form.get("account"));
    const decision = form.get("decision");
    if (decision === "return") return refusedWith(request, 90094);
    if (decision !== "accept") return refusedWith(request, 65004, { error_subcode: "cancel" });
    if (needsApproval(world, request, person))
      return approvalPage(person, request, sealRequest(world, request));
    return success(world, request, person);
  });
}

/** The scopes an administrator accepted for everybody of a tenant. */
export function adminScopes(world: World, person: SandboxPerson): string[] {
  const tenantId = tenantOf(world, person);
  const given = world.store.state.adminConsents.filter((each) => each.tenantId === tenantId);
  return given.flatMap((each) => each.scopes);
}

function withPerson(world: World, request: AuthorizeRequest, person: SandboxPerson): Reply {
  const blocked = world.trouble.take(["block-app"], { email: person.email });
  if (blocked) throw new AuthorizeRefusal(blocked.code ?? 53003);
  const own = findGrant(world.store.state, { email: person.email, clientId: request.clientId })?.scopes ?? [];
  const known = [...own, ...adminScopes(world, person), "openid", "profile", "email", "offline_access"];
  const isKnown =
    request.scopes.every((scope) => known.includes(scope)) &&
    (own.length > 0 || adminScopes(world, person).length > 0);
  if (isKnown && request.prompt !== "consent") return success(world, request, person);
  if (request.prompt === "none") return failure(request, "consent_required", explain(65001).description);
  if (needsApproval(world, request, person))
    return approvalPage(person, request, sealRequest(world, request));
  return consentPage(person, request, sealRequest(world, request));
}

function needsApproval(world: World, request: AuthorizeRequest, person: SandboxPerson): boolean {
  if (world.store.state.behaviours.userConsent === "allowed") return false;
  const approved = adminScopes(world, person);
  return request.scopes.some((scope) => reachesMailbox(scope) && !approved.includes(scope));
}

function success(world: World, request: AuthorizeRequest, person: SandboxPerson): Reply {
  const { state } = world.store;
  const holder = { email: person.email, clientId: request.clientId };
  recordConsent(state, holder, request.scopes);
  const code = `0.A${randomBytes(90).toString("base64url")}`;
  state.codes.push({
    ...holder,
    code,
    scopes: request.scopes,
    redirectUri: request.redirectUri,
    redeemed: false,
    expiresAt: world.now() + CODE_LIFE_MS,
    challenge: request.challenge,
    nonce: request.nonce,
    namesClaims: request.namesClaims,
  });
  world.store.markDirty();
  return answer(request, { code, session_state: randomBytes(16).toString("hex") });
}

function refusedWith(request: AuthorizeRequest, code: number, more: Record<string, string> = {}): Reply {
  const { error, description } = explain(code);
  return answer(request, { error, error_description: description, ...more });
}

function failure(request: AuthorizeRequest, error: string, description: string): Reply {
  return answer(request, { error, error_description: description });
}

function answer(request: AuthorizeRequest, values: Record<string, string>): Reply {
  const all = { ...values, ...(request.state === undefined ? {} : { state: request.state }) };
  if (request.responseMode === "form_post") return formPostPage(request.redirectUri, all);
  const target = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(all)) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.toString() } };
}

function sealRequest(world: World, request: AuthorizeRequest): string {
  return seal(world.store.state.secret, "authorize", request);
}

function openRequest(world: World, sealed: string | null): AuthorizeRequest {
  const parsed = authorizeRequest.safeParse(unseal(world.store.state.secret, "authorize", sealed ?? ""));
  if (parsed.success && parsed.data.expiresAt >= world.now()) return parsed.data;
  throw new AuthorizeRefusal(90023, "This sign-in page is too old. Go back and start again.");
}

/** Answers with the refusal's page where a request may not lead to a redirect. */
export function orRefusal(act: () => Reply): Reply {
  try {
    return act();
  } catch (error) {
    if (error instanceof AuthorizeRefusal) return refusalPage(error);
    throw error;
  }
}
