import type { Tx } from "@/db/client";
import { type Connection, findConnection } from "@/db/queries/connections";
import { enqueue } from "@/db/queries/jobs";
import { findOwedCancellation, settleWrite } from "@/db/queries/writes";
import { ProviderError } from "@/lib/domain/errors";
import type { Instant } from "@/lib/domain/time/instant";
import { openAccess, type StoredAccess } from "../calendar/access";
import { noteFailure } from "../calendar/note-failure";
import { type Ctx, inTransaction } from "../context";

export type Cancellation = { connectionId: string; meetingId: string; eventId: string };

/**
 * Cancels an event whose meeting was deleted here; the provider tells the guests. Done already counts as done. While the
 * calendar waits or needs its person the promise stands: it is tried again after the wait, or once reconnected.
 */
export async function cancelEvent(ctx: Ctx, cancellation: Cancellation): Promise<void> {
  const { connectionId, meetingId } = cancellation;
  const { connection, line } = await inTransaction(ctx, async (tx) => ({
    connection: await findConnection(tx, ctx.accountId, connectionId),
    line: await findOwedCancellation(tx, ctx.accountId, meetingId),
  }));
  if (!line || !connection || connection.disconnectedAt || connection.state === "reconnect") return;
  const isHeld = connection.pausedUntil !== null && connection.pausedUntil > ctx.now();
  // A wait of our own holds nothing back; what the provider asked for does.
  if (isHeld && connection.mend !== "sync-now") return again(ctx, cancellation, connection);
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, connection);
    await ctx.providers.writer(connection.provider, line).cancel(access, cancellation.eventId);
    await settle(ctx, line.id, "done");
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const isFinal = error.kind === "refused" || error.kind === "not-organiser";
    await settle(ctx, line.id, isFinal ? "refused" : "unknown");
    if (isFinal) return;
    await noteFailure(ctx, connection, error, access);
    const after = await inTransaction(ctx, (tx) => findConnection(tx, ctx.accountId, connectionId));
    if (after?.pausedUntil) await again(ctx, cancellation, after);
  }
}

const again = (ctx: Ctx, cancellation: Cancellation, { pausedUntil }: Connection): Promise<void> =>
  inTransaction(ctx, (tx) => enqueueCancellation(tx, ctx.accountId, cancellation, pausedUntil ?? ctx.now()));

const settle = (ctx: Ctx, writeId: string, result: "done" | "refused" | "unknown"): Promise<void> =>
  inTransaction(ctx, (tx) => settleWrite(tx, ctx.accountId, writeId, { answeredAt: ctx.now(), result }));

/** The job that keeps the promise, at once or from `runAt` on, in order with the calendar's other work. */
export const enqueueCancellation = (
  tx: Tx,
  accountId: string,
  cancellation: Cancellation,
  runAt?: Instant,
): Promise<void> =>
  enqueue(
    tx,
    "meetings.cancel-event",
    { accountId, ...cancellation },
    {
      queue: `connection:${cancellation.connectionId}`,
      key: `cancel:${cancellation.meetingId}`,
      ...(runAt ? { runAt } : {}),
    },
  );
