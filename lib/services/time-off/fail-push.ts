import type { Connection } from "@/db/queries/connections";
import { saveTimeOff } from "@/db/queries/time-off";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { ProviderError, ProviderErrorKind } from "@/lib/domain/errors";
import { hours, type Instant, shift } from "@/lib/domain/time/instant";
import { isTimeOff } from "@/lib/domain/time-off/from-event";
import type { TimeOff } from "@/lib/domain/time-off/time-off";
import { timeOffNotes } from "@/lib/domain/time-off/words";
import type { StoredAccess } from "../calendar/access";
import { healthOf, writeFailure } from "../calendar/note-failure";
import { enqueueSync } from "../calendar/receive-notification";
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
  const isForTheQueue = retryAfter(error, ctx.now()) === null && !needsPerson.has(error.kind);
  if (isForTheQueue && ctx.actor.kind === "system") throw error;
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
    if (now && now.push !== "none")
      await saveTimeOff(tx, ctx.accountId, [{ ...now, pushNote: waitNote(error, connection) }]);
    if (concernsConnection.has(error.kind)) {
      const health = healthOf(ctx, connection, error);
      await writeFailure(tx, ctx, connection, { error, health, access });
      if (health.pausedUntil) await enqueueSync(tx, ctx.accountId, connection.id, health.pausedUntil);
    }
    const runAt = retryAfter(error, ctx.now());
    const job = { accountId: ctx.accountId, connectionId: connection.id, timeOffId: entry.id };
    if (runAt) await enqueueTimeOff(tx, { ...job, runAt });
  });
}

const needsPerson = new Set<ProviderErrorKind>(["reauthorise", "no-calendar"]);
/** What says something about the whole calendar, not about this one event. */
const concernsConnection = new Set<ProviderErrorKind>([...needsPerson, "slow-down", "misconfigured"]);

function waitNote({ kind }: ProviderError, { provider }: Connection): string {
  if (needsPerson.has(kind)) return timeOffNotes.reconnect;
  return kind === "slow-down" || kind === "quota"
    ? timeOffNotes.slowed(provider)
    : timeOffNotes.unreachable(provider);
}

/** When to try again, where that is known; null where the queue or the person decides. */
function retryAfter({ kind, retryAfterMs }: ProviderError, now: Instant): Instant | null {
  if (kind === "slow-down") return shift(now, retryAfterMs ?? 15_000);
  return kind === "quota" || kind === "misconfigured" ? shift(now, hours(1)) : null;
}
