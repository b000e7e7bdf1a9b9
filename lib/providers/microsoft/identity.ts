import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { ProviderError } from "@/lib/domain/errors";
import { callGraphWith } from "./client";
import { loginRoot, type MicrosoftSettings } from "./settings";

const PERSONAL_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();
const claims = z.object({ iss: z.string(), tid: z.string().regex(GUID), oid: z.string().regex(GUID) });
const person = z.object({ mail: z.string().nullish(), userPrincipalName: z.string().nullish() });

/**
 * Who signed in: `tid:oid`, the only key that never changes hands (providers 1.3). `refused` when the token is not
 * Microsoft's, not ours, or of a tenant whose accounts this server does not take.
 */
export async function subjectIn(
  settings: MicrosoftSettings,
  idToken: string | null | undefined,
): Promise<string> {
  if (!idToken) throw new ProviderError("refused", "Microsoft sent no identity");
  const parsed = claims.safeParse(await verified(settings, idToken));
  if (!parsed.success) throw new ProviderError("refused", "Microsoft's identity names nobody");
  const { iss, tid, oid } = parsed.data;
  // The issuer of `common` is a placeholder: each tenant signs in its own name.
  if (iss !== `${loginRoot(settings)}/${tid}/v2.0` || !takes(settings.tenant, tid))
    throw new ProviderError("refused", "Microsoft's identity has another issuer");
  return `${tid}:${oid}`.toLowerCase();
}

/** The mailbox's address, lower-case. The token's `email` claim is optional and unverified, so Graph is asked. */
export async function addressOf(settings: MicrosoftSettings, accessToken: string): Promise<string> {
  const path = "/me?$select=id,mail,userPrincipalName";
  const { data } = await callGraphWith(settings, accessToken, { method: "get", path });
  const { mail, userPrincipalName } = person.parse(data ?? {});
  const address = (mail || userPrincipalName || "").trim().toLowerCase();
  if (!address.includes("@")) throw new ProviderError("refused", "Microsoft sent no address");
  return address;
}

async function verified(settings: MicrosoftSettings, idToken: string): Promise<JWTPayload> {
  const check = { audience: settings.clientId, algorithms: ["RS256"], clockTolerance: 60 };
  try {
    return (await jwtVerify(idToken, keysOf(settings), check)).payload;
  } catch (error) {
    const isUnreachable = !(error instanceof errors.JOSEError) || unreachableCodes.has(error.code);
    throw isUnreachable
      ? new ProviderError("temporary", "Microsoft's signing keys could not be read")
      : new ProviderError("refused", "Microsoft's identity could not be verified");
  }
}

const unreachableCodes = new Set(["ERR_JOSE_GENERIC", "ERR_JWKS_TIMEOUT"]);

/** The keys are kept between calls, and fetched anew when an unknown one signs. */
function keysOf(settings: MicrosoftSettings): ReturnType<typeof createRemoteJWKSet> {
  const url = `${loginRoot(settings)}/${encodeURIComponent(settings.tenant)}/discovery/v2.0/keys`;
  const known = keySets.get(url) ?? createRemoteJWKSet(new URL(url));
  keySets.set(url, known);
  return known;
}

function takes(tenant: string, tid: string): boolean {
  if (tenant === "organizations") return tid !== PERSONAL_TENANT;
  if (tenant === "consumers") return tid === PERSONAL_TENANT;
  // A domain instead of an id is held to by the sign-in page alone.
  return !GUID.test(tenant) || tid.toLowerCase() === tenant.toLowerCase();
}
