import type { Tx } from "@/db/client";
import { changeMeeting } from "@/db/queries/meeting-changes";
import { dropEdit, loseEdit, noteWaitingEdit } from "@/db/queries/meeting-edits";
import { lockEvents } from "@/db/queries/twin-meetings";
import { settleWrite } from "@/db/queries/writes";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import type { ProviderError } from "@/lib/domain/errors";
import { type EditPlan, editedFields } from "@/lib/domain/meetings/edit";
import { editNotes } from "@/lib/domain/meetings/edit-lock";
import { days, elapsed } from "@/lib/domain/time/instant";
import type { StoredAccess } from "../calendar/access";
import { applyChanges } from "../calendar/apply-changes";
import { noteWriteTrouble, waitAfter } from "../calendar/note-write-trouble";
import { type Ctx, inTransaction } from "../context";
import { enqueueUpdate } from "./enqueue-push";
import { jobOf, type Sending, tell, type Updated } from "./sending";

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
    if (editedFields(edit.wanted).includes("place") && !plan.lost.includes("place"))
      await keepPlaceKind(tx, inner, sending);
    await applyChanges(tx, inner, connection, [{ change: { kind: "upsert", event }, series: null }]);
    if (lost) await loseEdit(tx, accountId, edit, lost);
    else await dropEdit(tx, accountId, edit);
    await tell(tx, inner, edit);
  });
  ctx.log.info({ meetingId: edit.meetingId, fields: plan.send }, "event changed");
  return lost ? { result: "not-made", note: lost } : { result: "sent", note: null };
}

/** A calendar cannot tell a phone number from a place: it is what it was called here as long as the text stays. */
async function keepPlaceKind(tx: Tx, { accountId }: Ctx, { edit }: Sending): Promise<void> {
  const { kind, text } = edit.wanted.after.location;
  if (kind === "phone" || kind === "address")
    await changeMeeting(tx, accountId, edit.meetingId, { locationKind: kind, locationText: text });
}

/** The change is not made, for good, and the card says why. What the event is meanwhile comes by the ordinary way. */
export async function giveUpUpdate(ctx: Ctx, sending: Sending, note: string): Promise<Updated> {
  await inTransaction(ctx, async (tx) => {
    await loseEdit(tx, ctx.accountId, sending.edit, note);
    await tell(tx, ctx, sending.edit);
  });
  return { result: "not-made", note };
}

/** Nobody hears of a failure that is the event's alone; and what was meant days ago may not be meant any more. */
const MOST_PATIENCE_MS = days(2);

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
  if (next.for === "queue" && elapsed(edit.askedAt, ctx.now()) > MOST_PATIENCE_MS)
    return giveUpUpdate(ctx, sending, editNotes.unreachableForDays(connection.provider));
  const note = waitNotes[next.for](connection.provider);
  await inTransaction(ctx, async (tx) => {
    // The connection's row comes before the change's, as on reconnecting.
    await noteWriteTrouble(tx, ctx, connection, failed);
    await noteWaitingEdit(tx, ctx.accountId, edit, note);
    if (next.until) await enqueueUpdate(tx, { ...jobOf(ctx, edit), runAt: next.until });
    await tell(tx, ctx, sending.edit);
  });
  if (next.for === "queue" && next.until === null && ctx.actor.kind === "system") throw error;
  return { result: "waiting", note };
}
