import type { Tx } from "@/db/client";
import { loadKnownPeople } from "@/db/queries/known-people";
import { askForEdit } from "@/db/queries/meeting-edits";
import type { StoredMeeting } from "@/db/queries/meeting-reads";
import { addToTimelines } from "@/db/queries/meeting-timelines";
import { lockEvents } from "@/db/queries/twin-meetings";
import { AppError } from "@/lib/domain/errors";
import {
  type EditedField,
  editedFields,
  editFaults,
  guestChange,
  type WantedEdit,
} from "@/lib/domain/meetings/edit";
import type { EditMeetingInput } from "@/lib/domain/meetings/edit-inputs";
import { editNotes } from "@/lib/domain/meetings/edit-lock";
import { minutes, shift } from "@/lib/domain/time/instant";
import { type Ctx, currentUser, inTransaction, mayWrite } from "../context";
import { editHere } from "./edit-here";
import { setOwnFields } from "./edit-own-fields";
import { type EditStanding, editStanding } from "./edit-standing";
import { enqueueUpdate } from "./enqueue-push";
import { tell, type Updated } from "./sending";
import { updateEvent } from "./update-event";

export type Edited = Updated | { result: "kept"; note: null };

// The inline attempt gets this long before the job behind it would start.
const HEAD_START_MS = minutes(0.5);

/**
 * Saves the edit form (RULES O4). Outcome and note are the CRM's own. With `sends`, what the event shares is written down as
 * a promise together with the job behind it, and the calendar is asked at once; the card shows it when the calendar does.
 * Throws `conflict` where shared fields may not be changed, `invalid` with a sentence per field.
 */
export async function editMeeting(ctx: Ctx, input: EditMeetingInput): Promise<Edited> {
  mayWrite(ctx);
  const isPromised = await inTransaction(ctx, (tx, inner) => save(tx, inner, input));
  if (!isPromised) return { result: "kept", note: null };
  try {
    return await updateEvent(ctx, input.meetingId);
  } catch (error) {
    ctx.log.warn({ meetingId: input.meetingId, err: error }, "the update goes out by the job");
    return { result: "waiting", note: editNotes.sending };
  }
}

async function save(tx: Tx, ctx: Ctx, input: EditMeetingInput): Promise<boolean> {
  const { meetingId, outcome, internalNote, before, after } = input;
  const standing = await editStanding(tx, ctx, meetingId);
  const wanted = { before, after };
  const edited = editedFields(wanted);
  if (edited.length > 0) refuseWhatMayNot(standing, wanted, edited);
  let isPromised = false;
  if (edited.length > 0 && standing.destination === "here") await editHere(tx, ctx, standing.meeting, wanted);
  else if (edited.length > 0 && input.sends) isPromised = await promise(tx, ctx, standing, wanted);
  else if (edited.length > 0) await logForAdded(tx, ctx, standing.meeting, wanted, edited);
  // Last: people are held before a meeting's row, as everywhere.
  await setOwnFields(tx, ctx, meetingId, {
    ...(outcome === undefined ? {} : { outcome }),
    ...(internalNote === undefined ? {} : { internalNote: internalNote || null }),
  });
  await tell(tx, ctx, { meetingId });
  return isPromised;
}

function refuseWhatMayNot(standing: EditStanding, wanted: WantedEdit, edited: readonly EditedField[]): void {
  const { lock, timeLock, placeLock, descriptionLock } = standing;
  const locks = { time: timeLock, place: placeLock, description: descriptionLock, title: null, guests: null };
  const reason = lock ?? edited.map((field) => locks[field]).find((why) => why !== null);
  if (reason) throw new AppError("conflict", reason);
  const faults = editFaults(wanted);
  if (Object.keys(faults).length > 0) throw new AppError("invalid", "Some fields need another look.", faults);
}

/** Written down before the calendar is asked, with the job behind it: what was promised survives a crash. */
async function promise(tx: Tx, ctx: Ctx, standing: EditStanding, wanted: WantedEdit): Promise<boolean> {
  const { meeting, own } = standing;
  if (!own) throw new AppError("conflict", "Only the organiser's own calendar can change this event.");
  const edit = { ...own, meetingId: meeting.id, userId: currentUser(ctx).id, wanted };
  const now = ctx.now();
  const isFirst = await askForEdit(tx, ctx.accountId, { ...edit, note: editNotes.sending, askedAt: now });
  if (!isFirst) throw new AppError("conflict", "A change of this meeting is still being sent.");
  await enqueueUpdate(tx, {
    accountId: ctx.accountId,
    connectionId: own.connectionId,
    meetingId: meeting.id,
    runAt: shift(now, HEAD_START_MS),
  });
  return true;
}

/** RULES O4: plain Save after adding an attendee logs the meeting for them here, and touches no event. */
async function logForAdded(
  tx: Tx,
  { accountId }: Ctx,
  meeting: StoredMeeting,
  wanted: WantedEdit,
  edited: readonly EditedField[],
): Promise<void> {
  const { add, remove } = guestChange(wanted);
  if (edited.some((field) => field !== "guests") || remove.length > 0)
    throw new AppError("conflict", "This belongs to the event: it changes with Save and send update.");
  await lockEvents(tx, accountId, meeting.icalUid ? [meeting.icalUid] : []);
  const contactIds = new Set<string>();
  for (const { email, name } of add) {
    const known = await loadKnownPeople(tx, accountId, [email]);
    if (known.contactIds.length === 0) throw notAContact(name ?? email);
    for (const id of known.contactIds) contactIds.add(id);
  }
  const records = [...contactIds].map((id) => ({ kind: "contact" as const, id }));
  await addToTimelines(tx, accountId, [{ id: meeting.id, at: meeting.shared.startAt, records }]);
}

const notAContact = (who: string): AppError =>
  new AppError("invalid", "Some fields need another look.", {
    attendees: `${who} is no contact, so the meeting cannot be logged for them: invite them with Save and send update.`,
  });
