import { askRenewal, listChannels } from "@/db/queries/channels";
import { dropCursor } from "@/db/queries/connection-health";
import { findConnection } from "@/db/queries/connections";
import { providerWords } from "@/lib/domain/calendar/connection";
import { isDeaf } from "@/lib/domain/calendar/health";
import { ProviderError } from "@/lib/domain/errors";
import { type Ctx, inTransaction } from "../context";
import { nameTimeOffAgain } from "../time-off/name-again";
import { openAccess, type StoredAccess } from "./access";
import { fallSilent } from "./hand-over";
import { newRound } from "./new-round";
import { noteFailure } from "./note-failure";
import { pull } from "./pull";
import { enqueueSync, enqueueWatch } from "./receive-notification";
import { type Round, RoundOver } from "./round";

/**
 * Pulls what changed in one calendar since the stored cursor and brings the timelines up to it. The cursor is stored in the
 * transaction of the round's last page, so that a crash replays and never skips (RULES I14). An expired cursor is thrown
 * away and everything is listed again. What the provider did wrong is noted, and tried again after a wait.
 */
export async function syncCalendar(ctx: Ctx, connectionId: string): Promise<void> {
  const connection = await inTransaction(ctx, (tx) => findConnection(tx, ctx.accountId, connectionId));
  if (!connection) return;
  if (connection.disconnectedAt || connection.state === "reconnect" || !connection.syncing)
    return inTransaction(ctx, (tx) => fallSilent(tx, ctx, connectionId));
  if (connection.pausedUntil && connection.pausedUntil > ctx.now()) {
    // This job may have taken the place of the one that waits for the end of the pause.
    const { pausedUntil } = connection;
    return inTransaction(ctx, (tx) => enqueueSync(tx, ctx.accountId, connectionId, pausedUntil));
  }
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, connection);
    const round = newRound(ctx, connection, ctx.providers.get(connection.provider), access);
    await pullOrStartOver(round);
    await listenAgain(round);
    logRound(round);
  } catch (error) {
    if (error instanceof RoundOver)
      return ctx.log.info({ connectionId }, "calendar let go while it was read");
    await noteFailure(ctx, connection, error, access);
  }
}

async function pullOrStartOver(round: Round): Promise<void> {
  const { ctx, connection } = round;
  try {
    await pullFrom(round);
  } catch (error) {
    const isExpired = error instanceof ProviderError && error.kind === "cursor-expired";
    if (!isExpired || connection.cursor === null) throw error;
    await inTransaction(ctx, (tx) => dropCursor(tx, ctx.accountId, connection.id));
    const started = { ...connection, cursor: null, state: "catching-up" as const };
    await pullFrom({ ...newRound(ctx, started, round.provider, round.access), applied: round.applied });
  }
}

/** A listing without a cursor tells nothing of time off that was written before it and removed in the calendar since. */
async function pullFrom(round: Round): Promise<void> {
  const { ctx, connection } = round;
  if (connection.cursor === null) await inTransaction(ctx, (tx) => nameTimeOffAgain(tx, ctx, connection.id));
  await pull(round);
}

/** Changes that push should have told of minutes ago mean that the provider has dropped the channel in silence. */
async function listenAgain({ ctx, connection, newestChangeAt }: Round): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [channel] = (await listChannels(tx, ctx.accountId, connection.id)).filter(
      (candidate) => candidate.resourceId !== null,
    );
    if (!channel || channel.renewAskedAt || !isDeaf(channel, newestChangeAt, ctx.now())) return;
    ctx.log.warn({ connectionId: connection.id }, "push has gone silent, opening it again");
    await askRenewal(tx, ctx.accountId, channel.id, ctx.now());
    await enqueueWatch(tx, ctx.accountId, connection.id);
  });
}

function logRound({ ctx, connection, applied, spent }: Round): void {
  const counts: Record<string, number> = {};
  for (const { step } of applied) counts[step] = (counts[step] ?? 0) + 1;
  ctx.log.info(
    { connectionId: connection.id, app: providerWords[connection.provider].app, spent, ...counts },
    "calendar pulled",
  );
}
