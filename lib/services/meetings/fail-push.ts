import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { notifyLive } from "@/db/queries/live";
import { changeMeeting } from "@/db/queries/meeting-changes";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { holdPending } from "@/db/queries/pending-pushes";
import { absorbTwin, findTwinUid } from "@/db/queries/twin-meetings";
import { settleWrite } from "@/db/queries/writes";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { ProviderError } from "@/lib/domain/errors";
import type { PushState } from "@/lib/domain/meetings/meeting";
import { eventIdOf, pushNotes, uidOf } from "@/lib/domain/meetings/schedule";
import { hours, type Instant, shift } from "@/lib/domain/time/instant";
import type { StoredAccess } from "../calendar/access";
import { noteWriteTrouble } from "../calendar/note-write-trouble";
import { type Ctx, inTransaction } from "../context";
import { enqueuePush } from "./enqueue-push";

type Failed = {
  meetingId: string;
  connection: Connection;
  writeId: string;
  access: StoredAccess | null;
};
type Outcome = { push: PushState; note: string; retryAt: Instant | null; rethrow: boolean };

/**
 * Writes down what became of a push that failed, in words for the card, and sees to the next try: by a later job where the
 * wait is known, by the queue's own back-off where it is not (the error is thrown on), by reconnecting where that is needed.
 */
export async function failPush(
  ctx: Ctx,
  failed: Failed,
  error: ProviderError,
): Promise<{ push: PushState; note: string }> {
  const { accountId } = ctx;
  const { connection, meetingId, writeId, access } = failed;
  const outcome = outcomeOf(error, connection, ctx.now());
  ctx.log.warn({ meetingId, kind: error.kind, detail: error.message }, "event not inserted");
  await inTransaction(ctx, async (tx) => {
    const result = outcome.push === "failed" ? "refused" : "unknown";
    await settleWrite(tx, accountId, writeId, { answeredAt: ctx.now(), result });
    if (error.kind === "gone") await endPromise(tx, ctx, meetingId, connection);
    else {
      const change = { push: outcome.push, pushNote: outcome.note };
      await changeMeeting(tx, accountId, meetingId, change, "pending");
    }
    await noteWriteTrouble(tx, ctx, connection, { error, access });
    if (outcome.retryAt) {
      await enqueuePush(tx, { accountId, connectionId: connection.id, meetingId, runAt: outcome.retryAt });
    }
    await notifyLive(tx, accountId, {
      what: "timeline",
      records: await listTimelinesOf(tx, accountId, [meetingId]),
    });
  });
  if (outcome.rethrow && ctx.actor.kind === "system") throw error;
  return { push: outcome.push, note: outcome.note };
}

function outcomeOf(error: ProviderError, connection: Connection, now: Instant): Outcome {
  const { provider } = connection;
  switch (error.kind) {
    case "reauthorise":
    case "no-calendar":
      return { push: "pending", note: pushNotes.reconnect, retryAt: null, rethrow: false };
    case "slow-down":
      return {
        push: "pending",
        note: pushNotes.slowed(provider),
        retryAt: shift(now, error.retryAfterMs ?? 15_000),
        rethrow: false,
      };
    case "quota":
      return {
        push: "pending",
        note: pushNotes.quota(provider),
        retryAt: shift(now, hours(1)),
        rethrow: false,
      };
    case "misconfigured":
      return {
        push: "pending",
        note: pushNotes.unreachable(provider),
        retryAt: shift(now, hours(1)),
        rethrow: false,
      };
    case "temporary":
    case "changed":
    case "duplicate":
      return { push: "pending", note: pushNotes.unreachable(provider), retryAt: null, rethrow: true };
    default:
      return { push: "failed", note: pushNotes.refused(provider), retryAt: null, rethrow: false };
  }
}

/**
 * An event that was inserted and deleted in the calendar before we read it is a cancelled meeting (RULES I8), and one with the
 * card that a teammate's calendar may have made for it (RULES I11).
 */
async function endPromise(tx: Tx, ctx: Ctx, meetingId: string, { provider }: Connection): Promise<void> {
  const { accountId } = ctx;
  if (!(await holdPending(tx, accountId, meetingId))) return;
  const icalUid = uidOf(provider, eventIdOf(meetingId)) ?? (await findTwinUid(tx, accountId, meetingId));
  if (icalUid) await absorbTwin(tx, accountId, meetingId, icalUid);
  const change = {
    push: "scheduled" as const,
    pushNote: null,
    outcome: "Canceled" as const,
    cancelledAt: ctx.now(),
    cancelledWhere: providerWords[provider].app,
    ...(icalUid ? { icalUid } : {}),
  };
  await changeMeeting(tx, accountId, meetingId, change, "pending");
}
