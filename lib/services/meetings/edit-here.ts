import type { Tx } from "@/db/client";
import { loadKnownPeople } from "@/db/queries/known-people";
import type { StoredMeeting } from "@/db/queries/meeting-reads";
import { addToTimelines, listTimelinesOf, removeFromTimelines } from "@/db/queries/meeting-timelines";
import { updateShared } from "@/db/queries/meetings";
import { selectGuests } from "@/db/queries/timeline-rows";
import { AppError } from "@/lib/domain/errors";
import { editedFields, guestChange, patchOf, type WantedEdit } from "@/lib/domain/meetings/edit";
import { type SharedFields, webLink } from "@/lib/domain/meetings/from-event";
import { textToHtml } from "@/lib/html";
import type { Ctx } from "../context";

/** Changes a meeting that stands in no calendar: all of it is the CRM's own (RULES O4). */
export async function editHere(tx: Tx, ctx: Ctx, meeting: StoredMeeting, wanted: WantedEdit): Promise<void> {
  const { accountId } = ctx;
  const fields = changed(meeting.shared, wanted);
  const { people } = await loadKnownPeople(
    tx,
    accountId,
    fields.guests.map(({ email }) => email),
  );
  const { stay, gone, add } = await contactsAfter(tx, accountId, meeting, wanted);
  const change = { meetingId: meeting.id, fields, contactIds: [...stay, ...add] };
  await updateShared(tx, accountId, [change], ctx.now(), people);
  const records = add.map((id) => ({ kind: "contact" as const, id }));
  await addToTimelines(tx, accountId, [{ id: meeting.id, at: fields.startAt, records }]);
  await removeFromTimelines(
    tx,
    accountId,
    gone.map((recordId) => ({ meetingId: meeting.id, recordId })),
  );
  if ((await listTimelinesOf(tx, accountId, [meeting.id])).length > 0) return;
  const attendees = "Keep somebody whose timeline shows the meeting, or delete it.";
  throw new AppError("invalid", "Some fields need another look.", { attendees });
}

/** Whoever takes part stays the meeting's contact, also by an address that matches nobody any more (RULES R7). */
async function contactsAfter(tx: Tx, accountId: string, meeting: StoredMeeting, wanted: WantedEdit) {
  const { add, remove } = guestChange(wanted);
  const rows = await selectGuests(tx, accountId, [meeting.id]);
  const contactsOf = (isAsked: (email: string) => boolean) =>
    rows.flatMap(({ email, contactId }) => (contactId !== null && isAsked(email) ? [contactId] : []));
  const stay = new Set(contactsOf((email) => !remove.includes(email)));
  const gone = contactsOf((email) => remove.includes(email)).filter((id) => !stay.has(id));
  const emails = add.map(({ email }) => email);
  const { contactIds } = await loadKnownPeople(tx, accountId, emails);
  return { stay: [...stay], gone, add: contactIds };
}

function changed(shared: SharedFields, wanted: WantedEdit): SharedFields {
  const edited = editedFields(wanted);
  const patch = patchOf(wanted, edited, textToHtml);
  const { location } = wanted.after;
  const { slot } = patch;
  return {
    ...shared,
    ...(patch.title === undefined ? {} : { title: patch.title }),
    ...(slot?.kind === "timed" ? { startAt: slot.start, endAt: slot.end, zone: slot.zone } : {}),
    ...(patch.descriptionHtml === undefined ? {} : { descriptionHtml: patch.descriptionHtml }),
    ...(edited.includes("place")
      ? {
          locationKind: location.kind,
          locationText: patch.locationText ?? null,
          joinUrl: location.kind === "link" ? webLink(location.text) : null,
        }
      : {}),
    guests: edited.includes("guests") ? guestsAfter(shared, wanted) : shared.guests,
  };
}

function guestsAfter({ guests, organizerEmail }: SharedFields, wanted: WantedEdit): SharedFields["guests"] {
  const { add, remove } = guestChange(wanted);
  const stay = guests.filter(({ email }) => !remove.includes(email));
  const there = new Set([organizerEmail, ...stay.map(({ email }) => email)]);
  const fresh = add.filter(({ email }) => !there.has(email));
  return [
    ...stay,
    ...fresh.map((guest) => ({ ...guest, reply: "awaiting" as const, organizer: false, optional: false })),
  ];
}
