import { findConnection } from "@/db/queries/connections";
import { findEdit, type MeetingEdit, noteWaitingEdit } from "@/db/queries/meeting-edits";
import { changesAskedSince, intendWrite, settleWrite } from "@/db/queries/writes";
import { newId } from "@/lib/crypto";
import type { CalendarEvent } from "@/lib/domain/calendar/event";
import type { LedgerLine } from "@/lib/domain/calendar/ledger";
import { planWrite } from "@/lib/domain/calendar/plan-push";
import { writeReasons } from "@/lib/domain/calendar/write-words";
import { ProviderError } from "@/lib/domain/errors";
import { type EditPlan, eventFieldsOf, guestChange, patchOf, planEdit } from "@/lib/domain/meetings/edit";
import { editNotes } from "@/lib/domain/meetings/edit-lock";
import { sharedFields } from "@/lib/domain/meetings/from-event";
import { htmlToText, sanitiseHtml, textToHtml } from "@/lib/html";
import { openAccess, type StoredAccess } from "../calendar/access";
import { idOf } from "../calendar/round";
import { type Ctx, inTransaction } from "../context";
import { enqueueUpdate } from "./enqueue-push";
import { calendarOf, inTurn } from "./in-turn";
import { jobOf, type Sending, tell, type Updated } from "./sending";
import { failUpdate, giveUpUpdate, keepUpdated } from "./settle-update";

/** How often a version that was outrun between reading and writing is read anew at once. */
const MOST_READS = 3;

/**
 * Brings a promised change into the calendar, and the guests are told once, whoever calls and however often (RULES O4, O7).
 * The event is read first: what it says already is done, what the calendar has changed otherwise since is the calendar's,
 * and the rest is written upon the very version that was read. Throws a `ProviderError` only where another try is worth it.
 */
export async function updateEvent(ctx: Ctx, meetingId: string): Promise<Updated> {
  const { edit, connection } = await load(ctx, meetingId);
  if (!edit) return { result: "sent", note: null };
  if (edit.state === "lost") return { result: "not-made", note: edit.note };
  if (!connection) return note(ctx, edit, editNotes.reconnect);
  const plan = planWrite(calendarOf(connection), ctx.now());
  if (plan.do === "write") return sendInTurn(ctx, { edit, connection });
  if (plan.reason !== "paused") return note(ctx, edit, waitNotes[plan.reason]);
  await inTransaction(ctx, (tx) => enqueueUpdate(tx, { ...jobOf(ctx, edit), runAt: plan.until }));
  return note(ctx, edit, editNotes.slowed(connection.provider));
}

const waitNotes = { "not-connected": editNotes.reconnect, "switched-off": editNotes.switchedOff };

const load = (ctx: Ctx, meetingId: string) =>
  inTransaction(ctx, async (tx) => {
    const edit = await findEdit(tx, ctx.accountId, meetingId);
    return { edit, connection: edit && (await findConnection(tx, ctx.accountId, edit.connectionId)) };
  });

async function note(ctx: Ctx, edit: MeetingEdit, text: string): Promise<Updated> {
  await inTransaction(ctx, async (tx) => {
    await noteWaitingEdit(tx, ctx.accountId, edit, text);
    await tell(tx, ctx, edit);
  });
  return { result: "waiting", note: text };
}

async function sendInTurn(ctx: Ctx, sending: Sending): Promise<Updated> {
  const updated = await inTurn(ctx, sending.connection, () => send(ctx, sending));
  if (updated) return updated;
  await inTransaction(ctx, (tx) => enqueueUpdate(tx, { ...jobOf(ctx, sending.edit), runAt: ctx.now() }));
  return { result: "waiting", note: editNotes.sending };
}

async function send(ctx: Ctx, sending: Sending): Promise<Updated> {
  let access: StoredAccess | null = null;
  try {
    access = await openAccess(ctx, sending.connection);
    for (let reads = 0; reads < MOST_READS; reads += 1) {
      const updated = await readAndWrite(ctx, sending, access);
      if (updated) return updated;
    }
    throw new ProviderError("temporary", "The event is changed faster than it can be read");
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return failUpdate(ctx, sending, { error, access });
  }
}

/** One look at the event and one write upon it; null when it was changed in between. */
async function readAndWrite(ctx: Ctx, sending: Sending, access: StoredAccess): Promise<Updated | null> {
  const { edit, connection } = sending;
  const changes = await ctx.providers
    .get(connection.provider)
    .lookUp(access, [{ id: edit.eventId, onPrimary: true }]);
  const change = changes.find((each) => idOf(each) === edit.eventId);
  if (!change) throw new ProviderError("temporary", "The event could not be read");
  if (change.kind === "gone") return giveUpUpdate(ctx, sending, editNotes.gone(connection.provider));
  const { event } = change;
  if (event.visibility === "private")
    return giveUpUpdate(ctx, sending, editNotes.private(connection.provider));
  if (!event.organizer?.self || event.series.role !== "single")
    return giveUpUpdate(ctx, sending, editNotes.refused(connection.provider));
  const shared = sharedFields(event, connection.zone, sanitiseHtml);
  const tried = await inTransaction(ctx, (tx) =>
    changesAskedSince(tx, ctx.accountId, edit.meetingId, edit.askedAt),
  );
  const plan = planEdit(edit.wanted, eventFieldsOf(shared, htmlToText), tried);
  if (plan.send.length === 0) return keepUpdated(ctx, sending, { event, plan, line: null });
  return write(ctx, sending, access, { event, plan, isAgain: tried.length > 0 });
}

async function write(
  ctx: Ctx,
  sending: Sending,
  access: StoredAccess,
  { event, plan, isAgain }: { event: CalendarEvent; plan: EditPlan; isAgain: boolean },
): Promise<Updated | null> {
  const { edit, connection } = sending;
  const line = await intend(ctx, sending, { event, plan, isAgain });
  try {
    const after = await ctx.providers.writer(connection.provider, line).changeEvent(access, {
      ...patchOf(edit.wanted, plan.send, textToHtml),
      eventId: event.id,
      etag: event.etag ?? "",
    });
    return keepUpdated(ctx, sending, { event: after, plan, line });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const isRefused = ["changed", "gone", "refused", "not-organiser"].includes(error.kind);
    const end = { answeredAt: ctx.now(), result: isRefused ? ("refused" as const) : ("unknown" as const) };
    await inTransaction(ctx, (tx) => settleWrite(tx, ctx.accountId, line.id, end));
    if (error.kind === "changed") return null;
    throw error;
  }
}

/** Writes down what will be asked of the provider before it is asked (RULES O6). */
function intend(
  ctx: Ctx,
  { edit, connection }: Sending,
  { event, plan, isAgain }: { event: CalendarEvent; plan: EditPlan; isAgain: boolean },
): Promise<LedgerLine> {
  return inTransaction(ctx, (tx) =>
    intendWrite(tx, ctx.accountId, {
      id: newId(),
      connectionId: connection.id,
      meetingId: edit.meetingId,
      userId: edit.userId,
      operation: "patch",
      eventId: edit.eventId,
      requestedAt: ctx.now(),
      mailed: whoIsTold(edit, event, plan),
      reason: isAgain ? writeReasons["changed-again"] : writeReasons.changed,
      changed: plan.send,
    }),
  );
}

/** Where only the guest list changes, a calendar writes to those alone whom it concerns. */
function whoIsTold({ wanted }: MeetingEdit, event: CalendarEvent, { send }: EditPlan): string[] {
  const { add, remove } = guestChange(wanted);
  const invited = event.guests.filter((guest) => !guest.self && !guest.resource).map(({ email }) => email);
  const concerned = send.includes("guests") ? [...add.map(({ email }) => email), ...remove] : [];
  return [...new Set(send.every((field) => field === "guests") ? concerned : [...invited, ...concerned])];
}
