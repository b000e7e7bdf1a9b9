import type { Tx } from "@/db/client";
import type { Connection } from "@/db/queries/connections";
import { markCopiesGone, saveCopies } from "@/db/queries/copies";
import { notifyLive } from "@/db/queries/live";
import { deleteTimeOff, holdTimeOff, saveTimeOff } from "@/db/queries/time-off";
import { settleWrite } from "@/db/queries/writes";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import { fieldsOf } from "@/lib/domain/time-off/from-event";
import { saysTheSame, type TimeOff } from "@/lib/domain/time-off/time-off";
import { ownCopyOf } from "../calendar/own-copy";
import { type Ctx, inTransaction } from "../context";
import { enqueueTimeOff } from "./enqueue";

type Answered = { entry: TimeOff; connection: Connection; line: LedgerLine };
type Result = "done" | "already-there" | "refused" | "unknown";

/** Stores that the entry stands in the calendar. What was changed here since the request is told of next. */
export function keepInserted(
  ctx: Ctx,
  answered: Answered,
  event: CalendarEvent,
  result: "done" | "already-there",
): Promise<void> {
  return settle(ctx, answered, result, async (tx, now) => {
    // The pull may have told of it first; then it is known under its id already.
    if (!now || now.eventId !== null) return;
    await saveCopies(tx, ctx.accountId, answered.connection.id, [ownCopyOf(event, null)], ctx.now());
    const fields = fieldsOf(event, answered.connection.zone, now);
    const same = saysTheSame(fields, now);
    // Nothing was changed here since the first try, so that the difference is the calendar's (RULES O7).
    const isTheirs = result === "already-there" && now.push === "insert" && !same;
    const isTold = now.push === "insert" || (now.push === "patch" && same);
    await saveTimeOff(tx, ctx.accountId, [
      {
        ...now,
        ...(isTheirs ? fields : {}),
        eventId: event.id,
        etag: event.etag,
        ...(isTold ? { push: "none", pushNote: null } : {}),
      },
    ]);
    if (!isTold) await again(tx, ctx, answered);
  });
}

/** Stores the version the change made, and that the calendar says the same, unless it was changed here again. */
export function keepChanged(ctx: Ctx, answered: Answered, event: CalendarEvent): Promise<void> {
  return settle(ctx, answered, "done", async (tx, now) => {
    if (!now || now.etag !== answered.entry.etag) return;
    await saveCopies(tx, ctx.accountId, answered.connection.id, [ownCopyOf(event, null)], ctx.now());
    const isLatest = now.updatedAt === answered.entry.updatedAt;
    const told = isLatest ? ({ push: "none", pushNote: null } as const) : {};
    await saveTimeOff(tx, ctx.accountId, [{ ...now, etag: event.etag, ...told }]);
    if (!isLatest) await again(tx, ctx, answered);
  });
}

/** The entry stays, unseen, until the calendar tells that it is gone: a late word about it must not bring it back. */
export function keepRemoved(ctx: Ctx, answered: Answered): Promise<void> {
  return settle(ctx, answered, "done", async (tx, now) => {
    if (now?.removedAt) await saveTimeOff(tx, ctx.accountId, [{ ...now, push: "none", pushNote: null }]);
  });
}

/** The event is not there any more, or is something else now: so is the entry gone. */
export function keepGone(ctx: Ctx, answered: Answered, result: Result): Promise<void> {
  return settle(ctx, answered, result, async (tx, now) => {
    await deleteTimeOff(tx, ctx.accountId, [answered.entry.id]);
    if (now?.eventId)
      await markCopiesGone(tx, ctx.accountId, answered.connection.id, [now.eventId], ctx.now());
  });
}

/** Settles the line of the ledger together with what it meant for the entry, which is locked and may be gone by now. */
export function settle(
  ctx: Ctx,
  { entry, line }: Answered,
  result: Result,
  work: (tx: Tx, now: TimeOff | null) => Promise<void>,
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    await settleWrite(tx, ctx.accountId, line.id, { answeredAt: ctx.now(), result });
    await work(tx, await holdTimeOff(tx, ctx.accountId, entry.id));
    await notifyLive(tx, ctx.accountId, { what: "calendar", records: [], userId: entry.userId });
  });
}

const again = (tx: Tx, ctx: Ctx, { entry, connection }: Answered): Promise<void> =>
  enqueueTimeOff(tx, { accountId: ctx.accountId, connectionId: connection.id, timeOffId: entry.id });
