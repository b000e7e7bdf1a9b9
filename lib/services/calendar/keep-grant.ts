import type { Tx } from "@/db/client";
import { writeAudit } from "@/db/queries/audit";
import { forgetChannels, listChannels } from "@/db/queries/channels";
import {
  findConnectionOfSubject,
  findConnectionOfUser,
  insertConnection,
  isSubjectTaken,
  listConnectionIds,
  lockConnectionsOf,
  resumeConnection,
} from "@/db/queries/connections";
import { holdInstalled, install } from "@/db/queries/integrations";
import { notifyLive } from "@/db/queries/live";
import { keepPendingHere, movePending } from "@/db/queries/pending-pushes";
import { keepTimeOffHere, moveWaitingTimeOff } from "@/db/queries/time-off";
import { violates } from "@/db/queries/violations";
import { newId } from "@/lib/crypto";
import type { ConnectFlow } from "@/lib/domain/calendar/connect-flow";
import type { ConnectResult, ProviderName } from "@/lib/domain/calendar/connection";
import { connectionKey } from "@/lib/domain/calendar/notices";
import type { Grant } from "@/lib/domain/calendar/provider";
import { settings } from "@/lib/env";
import { type Ctx, currentUser, inTransaction } from "../context";
import { keepPromises } from "../meetings/keep-promises";
import { loseWaiting } from "../meetings/sending";
import { untell } from "../notifications/tell";
import { sealCredentials } from "./access";
import { forgetCalendar, type LeftBehind, stopChannels } from "./end-calendar";
import { enqueueSync, enqueueWatch } from "./receive-notification";

/** A grant, and the provider's own time at which it was found to work. */
export type Traded = { grant: Grant; at: string };

/**
 * Stores a grant as the signed-in person's connection, and with the intent to install the account's app, in one transaction
 * or not at all (RULES C3, C4, C6). What stood before is ended only when the new one stands.
 */
export async function keepGrant(ctx: Ctx, flow: ConnectFlow, { grant, at }: Traded): Promise<ConnectResult> {
  const user = currentUser(ctx);
  const before = await inTransaction(ctx, (tx) => findConnectionOfUser(tx, ctx.accountId, user.id));
  const isSwitch = before !== null && (before.provider !== flow.provider || before.subject !== grant.subject);
  const isTaken = await inTransaction(ctx, (tx) =>
    isSubjectTaken(tx, ctx.accountId, user.id, flow.provider, grant.subject),
  );
  if (isTaken) return "account-taken";
  const left: LeftBehind[] = [];
  try {
    const result = await inTransaction(ctx, async (tx): Promise<ConnectResult> => {
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
      // RULES C6: another account starts fresh.
      if (isSwitch) left.push(await forgetCalendar(tx, ctx, before));
      const { id: connectionId, left: former } = await keepConnection(tx, ctx, flow, grant, at);
      if (former) left.push(former);
      await takeOver(tx, ctx, { id: connectionId, provider: flow.provider });
      await loseWaiting(tx, ctx, { userId: user.id, butIn: connectionId });
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
    for (const each of left) await stopChannels(ctx, each);
    return result;
  } catch (error) {
    if (violates(error, "calendar_connections_one_per_subject")) return "account-taken";
    // Two tabs with two accounts: the first stands, the second is asked to try again.
    if (violates(error, "calendar_connections_one_per_user")) return "failed";
    throw error;
  }
}

/**
 * What waited on an old account, also one that was disconnected before, goes out from the new one; but what may have been created there already stays as it is,
 * since a second event would be a second invitation (RULES O2).
 */
async function takeOver(tx: Tx, ctx: Ctx, now: { id: string; provider: ProviderName }): Promise<void> {
  const { accountId } = ctx;
  for (const former of await listConnectionIds(tx, accountId, currentUser(ctx).id)) {
    if (former === now.id) continue;
    await movePending(tx, accountId, former, now);
    await keepPendingHere(tx, accountId, former);
    await moveWaitingTimeOff(tx, accountId, former, now.id);
    await keepTimeOffHere(tx, accountId, former);
  }
}

/** The same provider account resumes its own row, cursor and all; a new one gets a new row that starts now (RULES I4). */
async function keepConnection(
  tx: Tx,
  ctx: Ctx,
  flow: ConnectFlow,
  grant: Grant,
  at: string,
): Promise<{ id: string; left: LeftBehind | null }> {
  const user = currentUser(ctx);
  const sealed = sealCredentials(grant.credentials);
  const scopes = grant.scopes.join(" ");
  const known = await findConnectionOfSubject(tx, ctx.accountId, user.id, flow.provider, grant.subject);
  if (known) {
    // The channel belonged to the old grant and may be dead without notice; a new one is opened.
    const channels = await listChannels(tx, ctx.accountId, known.id);
    await forgetChannels(tx, ctx.accountId, known.id, ctx.now());
    await resumeConnection(tx, ctx.accountId, known.id, { email: grant.email, sealed, scopes });
    return { id: known.id, left: { connection: known, stored: { sealed, version: 0 }, channels } };
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
  return { id, left: null };
}
