import type { Tx } from "@/db/client";
import { listChannels } from "@/db/queries/channels";
import { type Connection, findConnectionOfUser, listConnections } from "@/db/queries/connections";
import { findInstalled } from "@/db/queries/integrations";
import { countMeetingsOf } from "@/db/queries/meeting-reads";
import { listMembers } from "@/db/queries/members";
import { findSweep } from "@/db/queries/sweeps";
import type { CalendarSettings, ConnectionView, Delivery } from "@/lib/domain/calendar/connection";
import { medianSeconds, overdue } from "@/lib/domain/calendar/health";
import { isStanding, pollEvery, renewsAt, wasRefused } from "@/lib/domain/calendar/subscription";
import { countLosses, type LossCount } from "@/lib/domain/calendar/sweep";
import type { UserRef } from "@/lib/domain/records/record";
import { settings } from "@/lib/env";
import { type Ctx, currentUser, inTransaction } from "../context";
import { readLosses } from "./read-losses";
import { countEffects } from "./uninstall-effects";

/** What Settings > General > Calendar and the Marketplace show the signed-in person. Nothing secret is in it. */
export function getCalendarSettings(ctx: Ctx): Promise<CalendarSettings> {
  const user = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const members = await listMembers(tx, ctx.accountId);
    const installed = await findInstalled(tx, ctx.accountId);
    const connections = await listConnections(tx, ctx.accountId);
    const own = await findConnectionOfUser(tx, ctx.accountId, user.id);
    const refs = new Map(members.map(({ id, name, email }) => [id, { id, name, email }]));
    return {
      connection: own ? await view(tx, ctx, own) : null,
      review: own ? await reviewOf(tx, ctx, own) : null,
      installed: installed && {
        provider: installed.provider,
        installedBy: refs.get(installed.installedBy) ?? null,
        installedAt: installed.installedAt,
      },
      mayInstall: user.role === "admin",
      admins: members
        .filter((candidate) => candidate.role === "admin" && candidate.active)
        .map(({ id, name, email }) => ({ id, name, email })),
      team: teamOf(connections, refs),
      effects: user.role === "admin" && installed ? await countEffects(tx, ctx, connections, refs) : null,
      configured: { google: ctx.providers.has("google"), microsoft: ctx.providers.has("microsoft") },
    };
  });
}

async function reviewOf(tx: Tx, ctx: Ctx, { id }: Connection): Promise<LossCount | null> {
  const sweep = await findSweep(tx, ctx.accountId, id);
  return sweep?.state === "held" ? countLosses(await readLosses(tx, ctx.accountId, id, ctx.now())) : null;
}

/** Names and states alone: a teammate's address at the provider is their own business (RULES section 7). */
function teamOf(connections: Connection[], refs: Map<string, UserRef>): CalendarSettings["team"] {
  return connections.flatMap(({ userId, connectedAt, state }) => {
    const user = refs.get(userId);
    return user ? [{ user, connectedAt, state }] : [];
  });
}

async function view(tx: Tx, ctx: Ctx, connection: Connection): Promise<ConnectionView> {
  const channels = await listChannels(tx, ctx.accountId, connection.id);
  const channel = channels.find((candidate) => candidate.resourceId !== null) ?? null;
  const unopened = channels.find((candidate) => candidate.resourceId === null) ?? null;
  const { publicUrl } = settings();
  const now = ctx.now();
  const stands = publicUrl && channel !== null && isStanding(channel, now);
  const pollEveryMs = pollEvery({ ...connection, channel }, now, publicUrl);
  const lookedAt = connection.lastPullAt ?? connection.connectedAt;
  const truth = overdue({ ...connection, lookedAt }, now, pollEveryMs) ?? connection;
  return {
    id: connection.id,
    provider: connection.provider,
    email: connection.email,
    state: truth.state,
    reason: truth.reason,
    mend: truth.mend,
    syncing: connection.syncing,
    seen: truth.state === "catching-up" ? (connection.seen ?? 0) : null,
    connectedAt: connection.connectedAt,
    lastChangeAt: connection.lastChangeAt,
    lastPullAt: connection.lastPullAt,
    renewsAt: stands ? renewsAt(channel) : null,
    delivery: deliveryOf({ stands, publicUrl, isRefused: wasRefused(unopened) }),
    pollEveryMs,
    meetings: await countMeetingsOf(tx, ctx.accountId, connection.id),
    lagSeconds: medianSeconds(connection.recentLags),
  };
}

function deliveryOf(facts: { stands: boolean; publicUrl: boolean; isRefused: boolean }): Delivery {
  if (facts.stands) return "push";
  if (!facts.publicUrl) return "poll-private-address";
  return facts.isRefused ? "poll-refused" : "poll-for-now";
}
