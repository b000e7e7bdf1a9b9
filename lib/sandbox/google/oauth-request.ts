import { z } from "zod";
import { canonicalScope } from "./scopes";
import type { World } from "./world";

const CALLBACKS = ["/api/calendar/google/callback", "/api/auth/callback/google"];
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** What an authorize address asked for, after checking. Sealed into the pages' links and forms. */
export const authorizeRequest = z.object({
  clientId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  state: z.string().optional(),
  offline: z.boolean(),
  prompts: z.array(z.string()),
  includeGranted: z.boolean(),
  loginHint: z.string().optional(),
  nonce: z.string().optional(),
  challenge: z.string().optional(),
  expiresAt: z.number(),
});

export type AuthorizeRequest = z.infer<typeof authorizeRequest>;

/** A request Google answers with a page for the person and never with a redirect. */
export class AuthorizeRefusal extends Error {
  override readonly name = "AuthorizeRefusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const PAGE_LIFE_MS = 30 * 60 * 1000;

/** Reads and checks the authorize parameters (providers 1.1); throws AuthorizeRefusal. */
export function readAuthorizeRequest(world: World, query: URLSearchParams): AuthorizeRequest {
  const clientId = query.get("client_id") ?? "";
  if (clientId !== world.clientId) {
    throw new AuthorizeRefusal(401, "invalid_client", "The OAuth client was not found.");
  }
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!isRegisteredRedirect(redirectUri, world.backUrl)) {
    const message =
      "The redirect URI in the request does not match the ones authorized for the OAuth client.";
    throw new AuthorizeRefusal(400, "redirect_uri_mismatch", message);
  }
  refuseUnless(query.get("response_type") === "code", "Required parameter must be: response_type=code");
  const challenge = query.get("code_challenge") ?? undefined;
  refuseUnless(
    !challenge || query.get("code_challenge_method") === "S256",
    "Use code_challenge_method=S256.",
  );
  return {
    clientId,
    redirectUri,
    scopes: readScopes(query.get("scope")),
    state: query.get("state") ?? undefined,
    offline: query.get("access_type") === "offline",
    prompts: (query.get("prompt") ?? "").split(" ").filter(Boolean),
    includeGranted: query.get("include_granted_scopes") === "true",
    loginHint: query.get("login_hint") ?? undefined,
    nonce: query.get("nonce") ?? undefined,
    challenge,
    expiresAt: world.now() + PAGE_LIFE_MS,
  };
}

/** Whether an address is registered for the sandbox's client: the product's callbacks, on this computer or at its own origin. */
export function isRegisteredRedirect(address: string, backUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (!CALLBACKS.includes(url.pathname) || url.hash) return false;
  if (url.protocol === "http:" && LOCAL_HOSTS.includes(url.hostname)) return true;
  return backUrl !== undefined && URL.canParse(backUrl) && new URL(backUrl).origin === url.origin;
}

function readScopes(text: string | null): string[] {
  const asked = (text ?? "").split(" ").filter(Boolean);
  refuseUnless(asked.length > 0, "Missing required parameter: scope");
  const scopes = asked.map((scope) => {
    const known = canonicalScope(scope);
    if (!known)
      throw new AuthorizeRefusal(400, "invalid_scope", `Some requested scopes were invalid: ${scope}`);
    return known;
  });
  return [...new Set(scopes)];
}

function refuseUnless(condition: boolean, message: string): void {
  if (!condition) throw new AuthorizeRefusal(400, "invalid_request", message);
}
