import { sameSecret, unseal } from "@/lib/crypto";
import {
  type CallbackAnswer,
  type ConnectFlow,
  connectFlow,
  isApproval,
  refuseCallback,
} from "@/lib/domain/calendar/connect-flow";
import type { ConnectResult, ProviderName } from "@/lib/domain/calendar/connection";
import { ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { settings } from "@/lib/env";
import { type Ctx, currentUser } from "../context";
import { looseAccess } from "./access";
import { keepGrant, type Traded } from "./keep-grant";
import { callbackAddress, flowPurpose, refusal } from "./start-connect";

export type ConnectEnd = { result: ConnectResult; returnTo: string };

/**
 * Ends the way to the provider and back (RULES C1, C3, C7): checks state and session, trades the code, checks what was
 * granted and only then stores anything, all in one transaction. Every way it can end is one word for the page. `query` is
 * what the browser brought back to `provider`'s address.
 */
export async function finishConnect(
  ctx: Ctx,
  provider: ProviderName,
  sealedFlow: string | null,
  query: URLSearchParams,
): Promise<ConnectEnd> {
  const flow = openFlow(sealedFlow);
  const returnTo = flow?.returnTo ?? "/settings/general/calendar";
  // An administrator of the tenant comes back from approving, often in a browser that never started a flow.
  if (isApproval(query)) return { result: "admin-approved", returnTo };
  const answer = readAnswer(ctx, provider, query);
  const sameState =
    flow?.provider === provider && answer.state !== null && sameSecret(flow.state, answer.state);
  if (query.has("admin_consent") && answer.refusal) return { result: answer.refusal, returnTo };
  const refused = refuseCallback(flow, answer, { userId: currentUser(ctx).id, now: ctx.now(), sameState });
  if (refused || !flow || !answer.code) return { result: refused ?? "failed", returnTo };
  const inTheWay = await refusal(ctx, flow);
  if (inTheWay) return { result: inTheWay, returnTo };
  const granted = await trade(ctx, flow, answer.code);
  if (typeof granted === "string") return { result: granted, returnTo };
  return { result: await keepGrant(ctx, flow, granted), returnTo };
}

function readAnswer(ctx: Ctx, provider: ProviderName, query: URLSearchParams): CallbackAnswer {
  const isRefused = query.has("error") && ctx.providers.has(provider);
  return {
    state: query.get("state"),
    code: query.get("code"),
    refusal: isRefused ? ctx.providers.get(provider).readRefusal(query) : null,
  };
}

function openFlow(sealed: string | null): ConnectFlow | null {
  const text = sealed ? unseal(settings().appSecrets, flowPurpose, sealed) : null;
  if (!text) return null;
  const parsed = connectFlow.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

async function trade(ctx: Ctx, flow: ConnectFlow, code: string): Promise<Traded | ConnectResult> {
  const provider = ctx.providers.get(flow.provider);
  try {
    const redirectUri = callbackAddress(flow.provider);
    const grant = await provider.exchangeCode({ code, codeVerifier: flow.codeVerifier, redirectUri });
    if (grant.missingScopes.length > 0) return "scope-missing";
    return { grant, at: await provider.serverTime(looseAccess(grant.email, grant.credentials)) };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    ctx.log.warn({ provider: flow.provider, kind: error.kind, detail: error.message }, "connecting failed");
    return failedTrade[error.kind] ?? "failed";
  }
}

/** What a failure between the code and the first look at the calendar means for the person; nothing is stored. */
const failedTrade: Partial<Record<ProviderErrorKind, ConnectResult>> = {
  refused: "code-reused",
  temporary: "provider-down",
  "slow-down": "provider-down",
  quota: "provider-down",
  "no-calendar": "no-calendar",
  misconfigured: "misconfigured",
};
