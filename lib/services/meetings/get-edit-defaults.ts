import type { Tx } from "@/db/client";
import { listTimelinesOf } from "@/db/queries/meeting-timelines";
import { listContactChoices } from "@/db/queries/people";
import { selectGuests } from "@/db/queries/timeline-rows";
import { providerWords } from "@/lib/domain/calendar/connection";
import { notFound } from "@/lib/domain/errors";
import { eventFieldsOf } from "@/lib/domain/meetings/edit";
import type { EditMeetingDefaults, EventFields } from "@/lib/domain/meetings/edit-inputs";
import { isRecordId } from "@/lib/domain/records/record-id";
import { htmlToText } from "@/lib/html";
import { type Ctx, currentUser, inTransaction } from "../context";
import { type EditStanding, editStanding } from "./edit-standing";

/** What the edit form of a meeting starts from, and what of it may be changed here (RULES O4, O5). Throws `not-found`. */
export function getEditDefaults(ctx: Ctx, meetingId: string): Promise<EditMeetingDefaults> {
  if (!isRecordId(meetingId)) throw notFound("meeting");
  const { id, name, email, timeZone } = currentUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const standing = await editStanding(tx, ctx, meetingId);
    const { meeting, destination, lock, timeLock, placeLock, descriptionLock } = standing;
    const fields = fieldsOf(standing);
    return {
      meetingId,
      outcome: meeting.outcome,
      internalNote: meeting.internalNote ?? "",
      host: { id, name, email, timeZone },
      calendar: calendarWords(standing),
      destination,
      lock,
      timeLock,
      placeLock,
      descriptionLock,
      ...(await people(tx, ctx, meetingId, fields)),
    };
  });
}

/** A video link that was never made, since its event was not, is no place. */
function fieldsOf({ meeting: { shared }, destination }: EditStanding): EventFields {
  const fields = eventFieldsOf(shared, htmlToText);
  const isUnmade = destination === "here" && fields.location.kind === "conference";
  return isUnmade ? { ...fields, location: { kind: "none", text: null } } : fields;
}

function calendarWords({ connection }: EditStanding): EditMeetingDefaults["calendar"] {
  if (!connection) return null;
  const { app, maker } = providerWords[connection.provider];
  return { label: app, maker };
}

/** Those invited by the names we know, and contacts it is logged for besides. */
async function people(tx: Tx, { accountId }: Ctx, meetingId: string, fields: EventFields) {
  const known = new Map(
    (await selectGuests(tx, accountId, [meetingId])).map((guest) => [guest.email, guest]),
  );
  const attendees = fields.attendees.map(({ email, name }) => {
    const guest = known.get(email);
    return {
      email,
      name: guest?.contactName ?? guest?.userName ?? name,
      contactId: guest?.contactId ?? null,
      userId: guest?.userId ?? null,
    };
  });
  const records = await listTimelinesOf(tx, accountId, [meetingId]);
  const contacts = await listContactChoices(tx, accountId, records);
  const invited = new Set(attendees.map(({ email }) => email));
  return {
    fields: { ...fields, attendees },
    people: contacts.filter(({ email }) => invited.has(email)),
    offered: contacts.filter(({ email }) => !invited.has(email)),
  };
}
