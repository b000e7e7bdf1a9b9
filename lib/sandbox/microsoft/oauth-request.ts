import { z } from "zod";
import { findPerson, type SandboxPerson } from "../google/people";
import { domainOf, isPersonal, PERSONAL_TENANT, tenantOf } from "./identity";
import { explain } from "./oauth-error";
import { canonicalScope } from "./scopes";
import type { World } from "./world";

const CALLBACKS = ["/api/calendar/microsoft/callback", "/api/auth/callback/azure-ad"];
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];
const PROMPTS = ["login", "none", "consent", "select_account"];
const PAGE_LIFE_MS = 30 * 60 * 1000;

/** What an authorize address asked for, after checking. Sealed into the pages' links and forms. */
export const authorizeRequest = z.object({
  tenant: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  state: z.string().optional(),
  prompt: z.string().optional(),
  responseMode: z.enum(["query", "form_post"]),
  loginHint: z.string().optional(),
  domainHint: z.string().optional(),
  nonce: z.string().optional(),
  challenge: z.string().optional(),
  namesClaims: z.boolean(),
  expiresAt: z.number(),
});

export type AuthorizeRequest = z.infer<typeof authorizeRequest>;

/** A request Microsoft answers with a page for the person and never with a redirect. */
export class AuthorizeRefusal extends Error {
  override readonly name = "AuthorizeRefusal";
  constructor(
    readonly code: number,
    message = explain(code).description,
  ) {
    super(message);
  }
}

/** Reads and checks the authorize parameters (providers 1.2); throws AuthorizeRefusal. */
export function readAuthorizeRequest(world: World, tenant: string, query: URLSearchParams): AuthorizeRequest {
  checkTenant(world, tenant);
  const { clientId, redirectUri } = readClient(world, query);
  if (query.get("response_type") !== "code") throw new AuthorizeRefusal(90014);
  const prompt = query.get("prompt") ?? undefined;
  // One value only: a list, which Google takes, is refused here.
  if (prompt && !PROMPTS.includes(prompt)) throw new AuthorizeRefusal(90023);
  const challenge = query.get("code_challenge") ?? undefined;
  if (challenge && query.get("code_challenge_method") !== "S256") throw new AuthorizeRefusal(501481);
  const responseMode = query.get("response_mode") ?? "query";
  if (responseMode !== "query" && responseMode !== "form_post") throw new AuthorizeRefusal(90023);
  return {
    tenant,
    clientId,
    redirectUri,
    scopes: readScopes(query.get("scope")),
    state: query.get("state") ?? undefined,
    prompt,
    responseMode,
    loginHint: query.get("login_hint") ?? undefined,
    domainHint: query.get("domain_hint") ?? undefined,
    nonce: query.get("nonce") ?? undefined,
    challenge,
    namesClaims: query.has("claims"),
    expiresAt: world.now() + PAGE_LIFE_MS,
  };
}

/** The client and its registered redirect address; throws AuthorizeRefusal. */
export function readClient(world: World, query: URLSearchParams): { clientId: string; redirectUri: string } {
  const clientId = query.get("client_id") ?? "";
  if (clientId !== world.clientId) throw new AuthorizeRefusal(700016);
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRegisteredRedirect(redirectUri, world.backUrl)) throw new AuthorizeRefusal(50011);
  return { clientId, redirectUri };
}

/** Whether an address is registered for the sandbox's client: the product's callbacks, on this computer or at its own origin. */
export function isRegisteredRedirect(address: string, backUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (!CALLBACKS.includes(url.pathname) || url.hash) return false;
  if (url.protocol === "http:" && LOCAL_HOSTS.includes(url.hostname)) return true;
  return backUrl !== undefined && URL.canParse(backUrl) && new URL(backUrl).origin === url.origin;
}

/** Scopes in their short form; undefined when one of them is unknown. */
export function parseScopes(text: string | null): string[] | undefined {
  const asked = (text ?? "").split(" ").filter(Boolean);
  const scopes = asked.map(canonicalScope);
  return scopes.every((scope) => scope !== undefined) ? [...new Set(scopes)] : undefined;
}

/** Whether an account may sign in at a tenant's address. */
export function fitsTenant(world: World, tenant: string, person: SandboxPerson): boolean {
  if (tenant === "common") return true;
  if (tenant === "organizations") return !isPersonal(person);
  if (tenant === "consumers") return isPersonal(person);
  return tenant === tenantOf(world, person) || tenant.toLowerCase() === domainOf(person);
}

/** Refuses addresses of tenants nobody here belongs to. */
export function checkTenant(world: World, tenant: string): void {
  const isKnown =
    ["common", "organizations", "consumers", world.tenant, PERSONAL_TENANT].includes(tenant) ||
    world.people.some((person) => fitsTenant(world, tenant, person));
  if (!isKnown) throw new AuthorizeRefusal(90002);
}

/** The chosen account; throws AuthorizeRefusal when there is none or it belongs elsewhere. */
export function chosenPerson(world: World, tenant: string, account: string | null): SandboxPerson {
  const person = findPerson(world.people, account ?? "");
  if (!person) throw new AuthorizeRefusal(50034);
  if (!fitsTenant(world, tenant, person)) throw new AuthorizeRefusal(50020);
  return person;
}

function readScopes(text: string | null): string[] {
  if (!text?.trim()) throw new AuthorizeRefusal(90014);
  const scopes = parseScopes(text);
  if (!scopes) throw new AuthorizeRefusal(70011);
  return scopes;
}
