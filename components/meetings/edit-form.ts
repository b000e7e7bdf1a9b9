import type { EditMeetingDefaults, EventFields } from "@/lib/domain/meetings/edit-inputs";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import { readWallTime } from "@/lib/domain/time/wall-time";

/** A meeting as the form's fields take it. Its records are changed on its card, not here. */
export function editForm({ meetingId, fields, internalNote, people }: EditMeetingDefaults): MeetingForm {
  const zoneOf = (email: string) => people.find((person) => person.email === email)?.timeZone ?? null;
  return {
    ...fields,
    meetingId,
    attendees: fields.attendees.map((guest) => ({ ...guest, timeZone: zoneOf(guest.email) })),
    location: { kind: fields.location.kind, text: fields.location.text ?? "" },
    internalNote,
    records: [],
  };
}

/** What the form says of the fields a meeting and its event share; times as far as they can be read. */
export function typedFields(form: MeetingForm): EventFields {
  const { title, date, start, end, zone, attendees, location, description } = form;
  return {
    title: title.trim(),
    date,
    start: readWallTime(start) ?? start,
    end: readWallTime(end) ?? end,
    zone,
    attendees: attendees.map(({ email, name, contactId, userId }) => ({ email, name, contactId, userId })),
    location: { kind: location.kind, text: location.text.trim() || null },
    description: description.trim(),
  };
}
