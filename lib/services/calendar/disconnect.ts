import { writeAudit } from "@/db/queries/audit";
import { findConnectionOfUser, listConnectionIds, listConnections } from "@/db/queries/connections";
import { findInstalled, uninstall } from "@/db/queries/integrations";
import { keepPendingHere } from "@/db/queries/pending-pushes";
import { keepTimeOffHere } from "@/db/queries/time-off";
import { type Ctx, currentUser, inTransaction, mustBeAdmin } from "../context";
import { loseWaiting } from "../meetings/sending";
import { endCalendar } from "./end-calendar";

/** Ends the signed-in person's own connection; the account's installation stays (RULES C6). */
export async function disconnectCalendar(ctx: Ctx): Promise<Record<string, never>> {
  const user = currentUser(ctx);
  const connection = await inTransaction(ctx, (tx) => findConnectionOfUser(tx, ctx.accountId, user.id));
  if (!connection) return {};
  await endCalendar(ctx, connection);
  await inTransaction(ctx, (tx) =>
    writeAudit(tx, ctx.accountId, {
      at: ctx.now(),
      actor: "user",
      userId: user.id,
      action: "calendar.disconnected",
      subject: connection.provider,
    }),
  );
  return {};
}

/** Takes the calendar app off the account: everyone's connection ends, every meeting stays (RULES C6). */
export async function uninstallIntegration(ctx: Ctx): Promise<Record<string, never>> {
  const user = mustBeAdmin(ctx);
  const installed = await inTransaction(ctx, (tx) => findInstalled(tx, ctx.accountId));
  if (!installed) return {};
  const connections = await inTransaction(ctx, async (tx) => {
    await uninstall(tx, ctx.accountId);
    await writeAudit(tx, ctx.accountId, {
      at: ctx.now(),
      actor: "user",
      userId: user.id,
      action: "integration.uninstalled",
      subject: installed.provider,
    });
    const ended = await listConnections(tx, ctx.accountId);
    // Said before it was done: what waits for its invitation is kept here alone, and stays so after another install.
    // Also on a calendar that its person had disconnected before: nothing is left that could send it.
    for (const id of await listConnectionIds(tx, ctx.accountId, null)) {
      await keepPendingHere(tx, ctx.accountId, id);
      await keepTimeOffHere(tx, ctx.accountId, id);
    }
    await loseWaiting(tx, ctx, "everybody");
    return ended;
  });
  // Side by side: a provider that does not answer keeps nobody waiting for each calendar in turn.
  await Promise.all(connections.map((connection) => endCalendar(ctx, connection)));
  return {};
}
