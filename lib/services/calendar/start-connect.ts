import { createHash } from "node:crypto";
import { findConnectionOfUser } from "@/db/queries/connections";
import { findInstalled } from "@/db/queries/integrations";
import { randomToken, seal } from "@/lib/crypto";
import { type ConnectFlow, flowExpiry, safeReturn } from "@/lib/domain/calendar/connect-flow";
import type { ConnectResult, ProviderName } from "@/lib/domain/calendar/connection";
import { settings } from "@/lib/env";
import { type Ctx, currentUser, inTransaction } from "../context";

export const flowPurpose = "oauth-flow";

/** Where an administrator of the provider's tenant lets everyone of it connect; null where there is no such page. */
export const adminConsentAddress = (ctx: Ctx, provider: ProviderName): string | null =>
  ctx.providers.has(provider)
    ? ctx.providers
        .get(provider)
        .adminConsentUrl({ redirectUri: callbackAddress(provider), state: randomToken() })
    : null;

/** The address a provider sends the browser back to; it must be registered there word for word. */
export const callbackAddress = (provider: ProviderName): string =>
  `${settings().appUrl}/api/calendar/${provider}/callback`;

export type ConnectStart =
  | { ok: true; url: string; sealedFlow: string }
  | { ok: false; result: ConnectResult; returnTo: string };

/**
 * Begins installing or connecting (RULES C1, C3): who may do it is checked here and again on the way back. State and PKCE
 * verifier travel in a sealed cookie, never in a URL.
 */
export async function startConnect(
  ctx: Ctx,
  input: { provider: ProviderName; intent: "install" | "connect"; returnTo: string },
): Promise<ConnectStart> {
  const user = currentUser(ctx);
  const returnTo = safeReturn(input.returnTo);
  const refused = await refusal(ctx, input);
  if (refused) return { ok: false, result: refused, returnTo };
  const flow: ConnectFlow = {
    provider: input.provider,
    intent: input.intent,
    state: randomToken(),
    codeVerifier: randomToken(48),
    userId: user.id,
    returnTo,
    expiresAt: flowExpiry(ctx.now()),
  };
  const url = ctx.providers.get(input.provider).consentUrl({
    redirectUri: callbackAddress(input.provider),
    state: flow.state,
    codeChallenge: createHash("sha256").update(flow.codeVerifier).digest("base64url"),
    ...(await wishesOf(ctx, input.provider)),
  });
  return { ok: true, url, sealedFlow: seal(settings().appSecrets, flowPurpose, JSON.stringify(flow)) };
}

/** A connection that is to be mended names its account, and what the provider wants to be asked for. */
async function wishesOf(ctx: Ctx, provider: ProviderName): Promise<{ loginHint?: string; claims?: string }> {
  const user = currentUser(ctx);
  const broken = await inTransaction(ctx, (tx) => findConnectionOfUser(tx, ctx.accountId, user.id));
  if (broken?.provider !== provider || broken.mend !== "reconnect") return {};
  return {
    loginHint: broken.email,
    ...(broken.consentClaims ? { claims: broken.consentClaims } : {}),
  };
}

/** RULES C3, C4 and section 7: who may begin, and what stands in the way; null when nothing does. */
export async function refusal(
  ctx: Ctx,
  input: { provider: ProviderName; intent: "install" | "connect" },
): Promise<ConnectResult | null> {
  const user = currentUser(ctx);
  if (!ctx.providers.has(input.provider)) return "not-configured";
  if (input.intent === "install" && user.role !== "admin") return "not-admin";
  const installed = await inTransaction(ctx, (tx) => findInstalled(tx, ctx.accountId));
  if (installed && installed.provider !== input.provider) return "other-installed";
  return input.intent === "connect" && !installed ? "not-installed" : null;
}
