import { randomBytes } from "node:crypto";
import { residents } from "../desk/homes";
import { type Call, formOf, type Reply } from "./http";
import { findGrant, recordConsent } from "./oauth-grants";
import {
  AuthorizeRefusal,
  type AuthorizeRequest,
  authorizeRequest,
  readAuthorizeRequest,
} from "./oauth-request";
import { chooserPage, consentPage, refusalPage } from "./pages/authorize-pages";
import { findPerson, hostedDomain, type SandboxPerson } from "./people";
import { consentLabel } from "./scopes";
import { seal, unseal } from "./sealed";
import type { World } from "./world";

const CODE_LIFE_MS = 5 * 60 * 1000;

/** `GET /o/oauth2/v2/auth`: the account chooser, or the next step when the request already names the person. */
export function authorize(world: World, call: Call): Reply {
  return orRefusal(() => {
    const request = readAuthorizeRequest(world, call.query);
    const hinted = request.loginHint ? findPerson(world.people, request.loginHint) : undefined;
    if (hinted && !request.prompts.includes("select_account")) return withPerson(world, request, hinted);
    if (request.prompts.includes("none")) return failure(request, "interaction_required");
    return chooserPage(residents(world), sealRequest(world, request));
  });
}

/** `GET /signin/oauth/consent`: the person is chosen; asks for consent unless it was given before. */
export function consent(world: World, call: Call): Reply {
  return orRefusal(() => {
    const request = openRequest(world, call.query.get("request"));
    return withPerson(world, request, personOf(world, call.query.get("account")));
  });
}

/** `POST /signin/oauth/decide`: Allow or Cancel on the consent page. */
export function decide(world: World, call: Call): Reply {
  return orRefusal(() => {
    const form = formOf(call);
    const request = openRequest(world, form.get("request"));
    const person = personOf(world, form.get("account"));
    if (form.get("decision") !== "allow") return failure(request, "access_denied");
    const ticked = form.getAll("scope");
    const granted = request.scopes.filter((scope) => !consentLabel(scope) || ticked.includes(scope));
    return success(world, request, person, granted, "consent");
  });
}

function withPerson(world: World, request: AuthorizeRequest, person: SandboxPerson): Reply {
  if (world.trouble.take(["block-app"], { email: person.email }))
    throw new AuthorizeRefusal(
      400,
      "admin_policy_enforced",
      "This app is blocked by your organisation’s administrator.",
    );
  const grant = findGrant(world.store.state, { email: person.email, clientId: request.clientId });
  const known = grant !== undefined && request.scopes.every((scope) => grant.scopes.includes(scope));
  if (known && !request.prompts.includes("consent"))
    return success(world, request, person, request.scopes, "none");
  if (request.prompts.includes("none")) return failure(request, "interaction_required");
  return consentPage(person, request, sealRequest(world, request));
}

function success(
  world: World,
  request: AuthorizeRequest,
  person: SandboxPerson,
  granted: string[],
  prompt: "consent" | "none",
): Reply {
  const { state } = world.store;
  const holder = { email: person.email, clientId: request.clientId };
  const grant = recordConsent(state, holder, granted);
  const scopes = request.includeGranted ? [...new Set([...grant.scopes, ...granted])] : granted;
  const withRefreshToken = request.offline && (!grant.refreshIssued || request.prompts.includes("consent"));
  const code = `4/0A${randomBytes(36).toString("base64url")}`;
  state.codes.push({
    ...holder,
    code,
    scopes,
    withRefreshToken,
    redirectUri: request.redirectUri,
    offline: request.offline,
    expiresAt: world.now() + CODE_LIFE_MS,
    challenge: request.challenge,
    nonce: request.nonce,
  });
  world.store.markDirty();
  const domain = hostedDomain(person);
  const answer = { code, scope: scopes.join(" "), authuser: "0", prompt, ...(domain ? { hd: domain } : {}) };
  return redirect(request, answer);
}

function failure(request: AuthorizeRequest, error: string): Reply {
  return redirect(request, { error });
}

function redirect(request: AuthorizeRequest, answer: Record<string, string>): Reply {
  const target = new URL(request.redirectUri);
  if (request.state !== undefined) target.searchParams.set("state", request.state);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  return { status: 303, headers: { location: target.toString() } };
}

function sealRequest(world: World, request: AuthorizeRequest): string {
  return seal(world.store.state.secret, "authorize", request);
}

function openRequest(world: World, sealed: string | null): AuthorizeRequest {
  const parsed = authorizeRequest.safeParse(unseal(world.store.state.secret, "authorize", sealed ?? ""));
  if (!parsed.success || parsed.data.expiresAt < world.now()) {
    throw new AuthorizeRefusal(
      400,
      "invalid_request",
      "This sign-in page is too old. Go back and start again.",
    );
  }
  return parsed.data;
}

function personOf(world: World, account: string | null): SandboxPerson {
  const person = findPerson(world.people, account ?? "");
  if (!person) throw new AuthorizeRefusal(400, "invalid_request", "There is no such account here.");
  return person;
}

function orRefusal(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof AuthorizeRefusal) return refusalPage(error);
    throw error;
  }
}
