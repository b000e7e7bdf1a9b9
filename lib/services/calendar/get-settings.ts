import type { Tx } from "@/db/client";
import { listChannels } from "@/db/queries/channels";
import { type Connection, findConnectionOfUser } from "@/db/queries/connections";
import { findInstalled } from "@/db/queries/integrations";
import { countMeetingsOf } from "@/db/queries/meeting-reads";
import { listMembers } from "@/db/queries/members";
import type { CalendarSettings, ConnectionView } from "@/lib/domain/calendar/connection";
import { medianSeconds } from "@/lib/domain/calendar/health";
import { type Ctx, currentUser, inTransaction } from "../context";

/** What Settings > General > Calendar and the Marketplace show the signed-in person. Nothing secret is in it. */
export function getCalendarSettings(ctx: Ctx): Promise<CalendarSettings> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const [installed, connection, users] = [
      await findInstalled(tx, ctx.accountId),
      await findConnectionOfUser(tx, ctx.accountId, user.id),
      await listMembers(tx, ctx.accountId),
    ];
    const refOf = (id: string) => {
      const found = users.find((candidate) => candidate.id === id);
      return found ? { id: found.id, name: found.name, email: found.email } : null;
    };
    return {
      connection: connection ? await view(tx, ctx, connection) : null,
      installed: installed && {
        provider: installed.provider,
        installedBy: refOf(installed.installedBy),
        installedAt: installed.installedAt,
      },
      mayInstall: user.role === "admin",
      admins: users
        .filter((candidate) => candidate.role === "admin" && candidate.active)
        .map(({ id, name, email }) => ({ id, name, email })),
      configured: { google: ctx.providers.has("google"), microsoft: ctx.providers.has("microsoft") },
    };
  });
}

async function view(tx: Tx, ctx: Ctx, connection: Connection): Promise<ConnectionView> {
  const channels = await listChannels(tx, ctx.accountId, connection.id);
  const channel = channels.find((candidate) => candidate.resourceId !== null) ?? null;
  return {
    id: connection.id,
    provider: connection.provider,
    email: connection.email,
    state: connection.state,
    reason: connection.reason,
    connectedAt: connection.connectedAt,
    lastChangeAt: connection.lastChangeAt,
    lastPullAt: connection.lastPullAt,
    channelExpiresAt: channel?.expiresAt ?? null,
    push: channel ? "push" : "poll",
    meetings: await countMeetingsOf(tx, ctx.accountId, connection.id),
    lagSeconds: medianSeconds(connection.recentLags),
  };
}
