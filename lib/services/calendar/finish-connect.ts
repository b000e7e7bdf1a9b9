import type { Tx } from "@/db/client";
import { writeAudit } from "@/db/queries/audit";
import { forgetChannels } from "@/db/queries/channels";
import {
  findConnectionOfSubject,
  findConnectionOfUser,
  insertConnection,
  isSubjectTaken,
  lockConnectionsOf,
  resumeConnection,
} from "@/db/queries/connections";
import { holdInstalled, install } from "@/db/queries/integrations";
import { notifyLive } from "@/db/queries/live";
import { violates } from "@/db/queries/violations";
import { newId, sameSecret, unseal } from "@/lib/crypto";
import {
  type CallbackAnswer,
  type ConnectFlow,
  connectFlow,
  isApproval,
  refuseCallback,
} from "@/lib/domain/calendar/connect-flow";
import type { ConnectResult, ProviderName } from "@/lib/domain/calendar/connection";
import { connectionKey } from "@/lib/domain/calendar/notices";
import type { Grant } from "@/lib/domain/calendar/provider";
import { ProviderError, type ProviderErrorKind } from "@/lib/domain/errors";
import { settings } from "@/lib/env";
import { type Ctx, currentUser, inTransaction } from "../context";
import { keepPromises } from "../meetings/keep-promises";
import { untell } from "../notifications/tell";
import { looseAccess, sealCredentials } from "./access";
import { endCalendar } from "./end-calendar";
import { enqueueSync, enqueueWatch } from "./receive-notification";
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
  return { result: await store(ctx, flow, granted), returnTo };
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

type Traded = { grant: Grant; at: string };

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

async function store(ctx: Ctx, flow: ConnectFlow, { grant, at }: Traded): Promise<ConnectResult> {
  const user = currentUser(ctx);
  const before = await inTransaction(ctx, (tx) => findConnectionOfUser(tx, ctx.accountId, user.id));
  const isSwitch = before !== null && (before.provider !== flow.provider || before.subject !== grant.subject);
  const isTaken = await inTransaction(ctx, (tx) =>
    isSubjectTaken(tx, ctx.accountId, user.id, flow.provider, grant.subject),
  );
  if (isTaken) return "account-taken";
  // RULES C6: another account starts fresh, and the old one's channel is stopped with its own tokens first.
  if (isSwitch) await endCalendar(ctx, before);
  try {
    return await inTransaction(ctx, async (tx) => {
      // Two tabs of one person may come back at once: the second finds what the first has stored.
      await lockConnectionsOf(tx, user.id);
      if (flow.intent === "install") {
        const wanted = { provider: flow.provider, installedBy: user.id, installedAt: ctx.now() };
        await install(tx, ctx.accountId, wanted);
      }
      // Looked at again, and held: the app may have been uninstalled while its person was at the provider.
      const installed = await holdInstalled(tx, ctx.accountId);
      if (installed === null) return "not-installed";
      if (installed !== flow.provider) return "other-installed";
      const connectionId = await keepConnection(tx, ctx, flow, grant, at);
      await untell(tx, ctx, user.id, [connectionKey(connectionId)]);
      await enqueueSync(tx, ctx.accountId, connectionId);
      if (settings().publicUrl) await enqueueWatch(tx, ctx.accountId, connectionId);
      await keepPromises(tx, ctx.accountId, connectionId);
      await writeAudit(tx, ctx.accountId, {
        at: ctx.now(),
        actor: "user",
        userId: user.id,
        action: flow.intent === "install" ? "integration.installed" : "calendar.connected",
        subject: flow.provider,
      });
      await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: user.id });
      if (flow.intent === "install") return "installed";
      return isSwitch ? "switched" : "connected";
    });
  } catch (error) {
    if (violates(error, "calendar_connections_one_per_subject")) return "account-taken";
    // Two tabs with two accounts: the first stands, the second is asked to try again.
    if (violates(error, "calendar_connections_one_per_user")) return "failed";
    throw error;
  }
}

/** The same provider account resumes its own row, cursor and all; a new one gets a new row that starts now (RULES I4). */
async function keepConnection(
  tx: Tx,
  ctx: Ctx,
  flow: ConnectFlow,
  grant: Grant,
  at: string,
): Promise<string> {
  const user = currentUser(ctx);
  const sealed = sealCredentials(grant.credentials);
  const scopes = grant.scopes.join(" ");
  const known = await findConnectionOfSubject(tx, ctx.accountId, user.id, flow.provider, grant.subject);
  if (known) {
    // The channel belonged to the old grant and may be dead without notice; a new one is opened.
    await forgetChannels(tx, ctx.accountId, known.id, ctx.now());
    await resumeConnection(tx, ctx.accountId, known.id, { email: grant.email, sealed, scopes });
    return known.id;
  }
  const id = newId();
  await insertConnection(tx, ctx.accountId, {
    id,
    userId: user.id,
    provider: flow.provider,
    subject: grant.subject,
    email: grant.email,
    zone: user.timeZone,
    activeSince: at,
    connectedAt: ctx.now(),
    sealed,
    scopes,
  });
  return id;
}
