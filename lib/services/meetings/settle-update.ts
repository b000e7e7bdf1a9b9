import type { Tx } from "@/db/client";
import { notifyLive } from "@/db/queries/live";
import { changeMeeting } from "@/db/queries/meeting-changes";
import { dropEdit, holdWaitingEdit, loseEdit, noteWaitingEdit } from "@/db/queries/meeting-edits";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { lockEvents } from "@/db/queries/twin-meetings";
import { settleWrite } from "@/db/queries/writes";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { ProviderError } from "@/lib/domain/errors";
import type { EditPlan } from "@/lib/domain/meetings/edit";
import { editNotes } from "@/lib/domain/meetings/edit-lock";
import type { StoredAccess } from "../calendar/access";
import { applyChanges } from "../calendar/apply-changes";
import { noteWriteTrouble, waitAfter } from "../calendar/note-write-trouble";
import { type Ctx, inTransaction } from "../context";
import { enqueueUpdate } from "./enqueue-push";
import { jobOf, type Sending, type Updated } from "./sending";

type Answer = { event: CalendarEvent; plan: EditPlan; line: LedgerLine | null };

/**
 * Stores that the calendar says what was wanted. The event comes onto timelines the way every change of a calendar does, in
 * the transaction that ends the promise; of what the calendar had changed otherwise the card tells (RULES O7).
 */
export async function keepUpdated(
  ctx: Ctx,
  sending: Sending,
  { event, plan, line }: Answer,
): Promise<Updated> {
  const { connection, edit } = sending;
  const { accountId } = ctx;
  const lost = plan.lost.length > 0 ? editNotes.overtaken(connection.provider, plan.lost) : null;
  await inTransaction(ctx, async (tx, inner) => {
    if (line) await settleWrite(tx, accountId, line.id, { answeredAt: ctx.now(), result: "done" });
    // Before a row is held: a page of changes locks in this order too.
    await lockEvents(tx, accountId, event.icalUid ? [event.icalUid] : []);
    if (plan.send.includes("place")) await keepPhone(tx, inner, sending);
    await applyChanges(tx, inner, connection, [{ change: { kind: "upsert", event }, series: null }]);
    if (!(await holdWaitingEdit(tx, accountId, edit.meetingId))) return;
    if (lost) await loseEdit(tx, accountId, edit.meetingId, lost);
    else await dropEdit(tx, accountId, edit.meetingId, "waiting");
    await tell(tx, inner, sending);
  });
  ctx.log.info({ meetingId: edit.meetingId, fields: plan.send }, "event changed");
  return lost ? { result: "not-made", note: lost } : { result: "sent", note: null };
}

/** A calendar cannot tell a phone number from a place: it stays what it was called here as long as the text does. */
async function keepPhone(tx: Tx, { accountId }: Ctx, { edit }: Sending): Promise<void> {
  const { kind, text } = edit.wanted.after.location;
  if (kind === "phone")
    await changeMeeting(tx, accountId, edit.meetingId, { locationKind: kind, locationText: text });
}

/** The change is not made, for good, and the card says why. What the event is meanwhile comes by the ordinary way. */
export async function giveUpUpdate(ctx: Ctx, sending: Sending, note: string): Promise<Updated> {
  await inTransaction(ctx, async (tx) => {
    await loseEdit(tx, ctx.accountId, sending.edit.meetingId, note);
    await tell(tx, ctx, sending);
  });
  return { result: "not-made", note };
}

const waitNotes = {
  person: () => editNotes.reconnect,
  provider: editNotes.slowed,
  queue: editNotes.unreachable,
};

/** What became of a change that failed, in words for the card; it is tried again where that is worth it. */
export async function failUpdate(
  ctx: Ctx,
  sending: Sending,
  failed: { error: ProviderError; access: StoredAccess | null },
): Promise<Updated> {
  const { connection, edit } = sending;
  const { error } = failed;
  ctx.log.warn({ meetingId: edit.meetingId, kind: error.kind, detail: error.message }, "event not changed");
  if (error.kind === "gone") return giveUpUpdate(ctx, sending, editNotes.gone(connection.provider));
  if (error.kind === "refused" || error.kind === "not-organiser")
    return giveUpUpdate(ctx, sending, editNotes.refused(connection.provider));
  const next = waitAfter(error, ctx.now());
  const note = waitNotes[next.for](connection.provider);
  await inTransaction(ctx, async (tx) => {
    await noteWaitingEdit(tx, ctx.accountId, edit.meetingId, note);
    await noteWriteTrouble(tx, ctx, connection, failed);
    if (next.until) await enqueueUpdate(tx, { ...jobOf(ctx, edit), runAt: next.until });
    await tell(tx, ctx, sending);
  });
  if (next.for === "queue" && next.until === null && ctx.actor.kind === "system") throw error;
  return { result: "waiting", note };
}

const tell = async (tx: Tx, { accountId }: Ctx, { edit }: Sending): Promise<void> =>
  notifyLive(tx, accountId, {
    what: "timeline",
    records: await listTimelinesOf(tx, accountId, [edit.meetingId]),
  });
