import { findConnection } from "@/db/queries/connections";
import { intendWrite, settleWrite } from "@/db/queries/writes";
import { newId } from "@/lib/crypto";
import { ProviderError } from "@/lib/domain/errors";
import { openAccess } from "../calendar/access";
import { type Ctx, inTransaction } from "../context";

type Cancellation = { connectionId: string; meetingId: string; eventId: string };

/** Cancels an event whose meeting was deleted here; the provider tells the guests. Done already counts as done. */
export async function cancelEvent(ctx: Ctx, cancellation: Cancellation): Promise<void> {
  const { connectionId, meetingId, eventId } = cancellation;
  const connection = await inTransaction(ctx, (tx) => findConnection(tx, ctx.accountId, connectionId));
  if (!connection || connection.disconnectedAt) return;
  const writeId = newId();
  await inTransaction(ctx, (tx) =>
    intendWrite(tx, ctx.accountId, {
      id: writeId,
      connectionId,
      meetingId,
      userId: connection.userId,
      operation: "cancel",
      eventId,
      requestedAt: ctx.now(),
      mailed: [],
    }),
  );
  const settle = (result: "done" | "refused" | "unknown") =>
    inTransaction(ctx, (tx) => settleWrite(tx, ctx.accountId, writeId, { answeredAt: ctx.now(), result }));
  try {
    const access = await openAccess(ctx, connection);
    await ctx.providers.get(connection.provider).cancel(access, eventId);
    await settle("done");
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const isFinal = error.kind === "refused" || error.kind === "not-organiser";
    await settle(isFinal ? "refused" : "unknown");
    if (!isFinal) throw error;
  }
}
