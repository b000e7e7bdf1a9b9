import { z } from "zod";
import { residents } from "../desk/homes";
import { type Call, formOf, type Reply } from "../google/http";
import { seal, unseal } from "../google/sealed";
import { isPersonal, tenantOf } from "./identity";
import { orRefusal } from "./oauth-authorize";
import { explain } from "./oauth-error";
import {
  AuthorizeRefusal,
  checkTenant,
  chosenPerson,
  fitsTenant,
  parseScopes,
  readClient,
} from "./oauth-request";
import { adminConsentPage, chooserPage } from "./pages/authorize-pages";
import type { World } from "./world";

const PAGE_LIFE_MS = 30 * 60 * 1000;
const DEFAULT_SCOPES = ["User.Read", "Calendars.ReadWrite"];

const adminRequest = z.object({
  tenant: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  state: z.string().optional(),
  scopes: z.array(z.string()),
  expiresAt: z.number(),
});

type AdminRequest = z.infer<typeof adminRequest>;

/** `GET /{tenant}/v2.0/adminconsent`: an administrator accepts for everybody of the organisation (providers 1.2). */
export function adminConsent(world: World, call: Call, tenant: string): Reply {
  return orRefusal(() => {
    checkTenant(world, tenant);
    const { clientId, redirectUri } = readClient(world, call.query);
    const scopes = call.query.has("scope") ? parseScopes(call.query.get("scope")) : DEFAULT_SCOPES;
    if (!scopes) throw new AuthorizeRefusal(70011);
    const state = call.query.get("state") ?? undefined;
    const request = { tenant, clientId, redirectUri, state, scopes, expiresAt: world.now() + PAGE_LIFE_MS };
    const people = residents(world).filter(
      (person) => !isPersonal(person) && fitsTenant(world, tenant, person),
    );
    return chooserPage(people, seal(world.store.state.secret, "admin", request), "/sign-in/admin");
  });
}

/** `GET /sign-in/admin`: the administrator is chosen and sees what is asked for. */
export function adminReview(world: World, call: Call): Reply {
  return orRefusal(() => {
    const sealed = call.query.get("request") ?? "";
    const request = openRequest(world, sealed);
    const person = chosenPerson(world, request.tenant, call.query.get("account"));
    return adminConsentPage(person, request, sealed);
  });
}

/** `POST /sign-in/admin`: Accept or Cancel for the organisation. */
export function adminDecide(world: World, call: Call): Reply {
  return orRefusal(() => {
    const form = formOf(call);
    const request = openRequest(world, form.get("request") ?? "");
    const person = chosenPerson(world, request.tenant, form.get("account"));
    if (form.get("decision") !== "accept") {
      const { description } = explain(65004);
      return redirect(request, {
        error: "access_denied",
        error_description: description,
        admin_consent: "True",
      });
    }
    const tenantId = tenantOf(world, person);
    world.store.state.adminConsents.push({ tenantId, clientId: request.clientId, scopes: request.scopes });
    world.store.markDirty();
    return redirect(request, { admin_consent: "True", tenant: tenantId, scope: request.scopes.join(" ") });
  });
}

function openRequest(world: World, sealed: string): AdminRequest {
  const parsed = adminRequest.safeParse(unseal(world.store.state.secret, "admin", sealed));
  if (parsed.success && parsed.data.expiresAt >= world.now()) return parsed.data;
  throw new AuthorizeRefusal(90023, "This page is too old. Go back and start again.");
}

function redirect(request: AdminRequest, values: Record<string, string>): Reply {
  const target = new URL(request.redirectUri);
  if (request.state !== undefined) target.searchParams.set("state", request.state);
  for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.toString() } };
}
