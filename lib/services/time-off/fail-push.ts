import type { Connection } from "@/db/queries/connections";
import { saveTimeOff } from "@/db/queries/time-off";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { ProviderError } from "@/lib/domain/errors";
import { isTimeOff } from "@/lib/domain/time-off/from-event";
import type { TimeOff } from "@/lib/domain/time-off/time-off";
import { timeOffNotes } from "@/lib/domain/time-off/words";
import type { StoredAccess } from "../calendar/access";
import { noteWriteTrouble, waitAfter } from "../calendar/note-write-trouble";
import type { Ctx } from "../context";
import { enqueueTimeOff } from "./enqueue";
import { keepGone, settle } from "./keep";
import { takeTimeOff } from "./take";

type Failed = {
  entry: TimeOff;
  connection: Connection;
  line: LedgerLine;
  access: StoredAccess | null;
  operation: "insert" | "patch" | "delete";
};

/**
 * Writes down what became of a write that failed, in words for its row, and sees to the next try: by a later job where the
 * wait is known, by the queue's back-off where it is not (the error is thrown on), by reconnecting where that is needed.
 */
export async function failTimeOff(ctx: Ctx, failed: Failed, error: ProviderError): Promise<void> {
  ctx.log.warn({ timeOffId: failed.entry.id, kind: error.kind, detail: error.message }, "time off not told");
  // Deleted in the calendar before it was heard of here, or meanwhile: the calendar wins (RULES O7).
  if (error.kind === "gone") return keepGone(ctx, failed, "refused");
  if (error.kind === "changed" && failed.access) return lookAgain(ctx, failed, failed.access);
  if (error.kind === "refused" || error.kind === "not-organiser") return giveUp(ctx, failed);
  await wait(ctx, failed, error);
  const next = waitAfter(error, ctx.now());
  if (next.for === "queue" && next.until === null && ctx.actor.kind === "system") throw error;
}

/** The calendar's event is another version by now: it is read, and decides. A removal is made upon that version instead. */
async function lookAgain(ctx: Ctx, failed: Failed, access: StoredAccess): Promise<void> {
  const { entry, connection } = failed;
  const eventId = entry.eventId ?? "";
  const changes = await ctx.providers
    .get(connection.provider)
    .lookUp(access, [{ id: eventId, onPrimary: false }]);
  const [change] = changes.filter((each) => (each.kind === "gone" ? each.id : each.event.id) === eventId);
  const isStill = change?.kind === "upsert" && isTimeOff(change.event);
  if (!isStill) {
    // What it has become is for the pull to decide, which lists it.
    await keepGone(ctx, failed, "refused");
    return;
  }
  await settle(ctx, failed, "refused", async (tx, now) => {
    if (!now) return;
    if (now.removedAt === null) return void (await takeTimeOff(tx, ctx, connection, changes));
    await saveTimeOff(tx, ctx.accountId, [{ ...now, etag: change.event.etag }]);
    await enqueueTimeOff(tx, { accountId: ctx.accountId, connectionId: connection.id, timeOffId: now.id });
  });
}

/** Refused for good. It stays here; what could not be taken away there comes back here, since it is still true. */
function giveUp(ctx: Ctx, failed: Failed): Promise<void> {
  const { provider } = failed.connection;
  const notes = {
    insert: timeOffNotes.refused(provider),
    patch: timeOffNotes.refusedChange(provider),
    delete: timeOffNotes.refusedRemoval(provider),
  };
  return settle(ctx, failed, "refused", async (tx, now) => {
    if (now?.updatedAt !== failed.entry.updatedAt) return;
    const pushNote = notes[failed.operation];
    await saveTimeOff(tx, ctx.accountId, [{ ...now, push: "none", pushNote, removedAt: null }]);
  });
}

function wait(ctx: Ctx, failed: Failed, error: ProviderError): Promise<void> {
  const { entry, connection, access } = failed;
  return settle(ctx, failed, "unknown", async (tx, now) => {
    const next = waitAfter(error, ctx.now());
    const pushNote = waitNotes[next.for](connection.provider);
    if (now && now.push !== "none") await saveTimeOff(tx, ctx.accountId, [{ ...now, pushNote }]);
    await noteWriteTrouble(tx, ctx, connection, { error, access });
    const job = { accountId: ctx.accountId, connectionId: connection.id, timeOffId: entry.id };
    if (next.until) await enqueueTimeOff(tx, { ...job, runAt: next.until });
  });
}

const waitNotes = {
  person: () => timeOffNotes.reconnect,
  provider: timeOffNotes.slowed,
  queue: timeOffNotes.unreachable,
};
