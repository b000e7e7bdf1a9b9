import { z } from "zod";
import { zoneSchema } from "../time/slot";
import { draftAttendee, type PersonChoice, scheduleMeetingInput } from "./inputs";
import { type MeetingOutcome, meetingOutcomes } from "./meeting";

const form = scheduleMeetingInput.shape;

/** What a meeting and its event share, as the edit form has it: plain text, and times on the clock of `zone`. */
export const eventFields = z.object({
  title: form.title,
  date: form.date,
  start: form.start,
  end: form.end,
  zone: zoneSchema,
  attendees: z.array(draftAttendee).max(200, "Invite at most 200 people."),
  location: form.location,
  description: form.description,
});
export type EventFields = z.infer<typeof eventFields>;

/** A calendar knows addresses that nobody could type here. */
const invited = z.object({
  email: z.string().trim().toLowerCase().min(1).max(320),
  name: z.string().trim().max(1_000).nullable(),
  contactId: z.uuid().nullable(),
  userId: z.uuid().nullable(),
});

/** As it stood when the form was opened: whatever it was, it is only compared with. */
const fieldsBefore = z.object({
  title: z.string().max(2_000),
  date: z.iso.date(),
  start: form.start,
  end: form.end,
  zone: zoneSchema,
  attendees: z.array(invited).max(1_000),
  location: z.object({ kind: form.location.shape.kind, text: z.string().max(4_000).nullable() }),
  description: z.string().max(60_000),
});

export const editMeetingInput = z.object({
  meetingId: z.uuid(),
  /** "Save and send update" (RULES O4); plain Save touches no event. */
  sends: z.boolean(),
  before: fieldsBefore,
  after: eventFields.extend({
    // What was longer than a form allows stays as it is as long as nobody changes it.
    title: z.string().trim().min(1, "Give the meeting a title.").max(2_000),
    attendees: fieldsBefore.shape.attendees,
    location: z.object({ kind: form.location.shape.kind, text: z.string().trim().max(4_000).nullable() }),
    description: z.string().trim().max(60_000),
  }),
  /** Only where they were changed: somebody else may have written a note meanwhile. */
  outcome: z.enum(meetingOutcomes).optional(),
  internalNote: form.internalNote.optional(),
});
export type EditMeetingInput = z.infer<typeof editMeetingInput>;

/** What the edit form starts from. */
export type EditMeetingDefaults = {
  meetingId: string;
  fields: EventFields;
  outcome: MeetingOutcome;
  internalNote: string;
  host: { id: string; name: string; email: string; timeZone: string };
  /** The calendar whose event it is, in words; null when the meeting is logged only. */
  calendar: { label: string; maker: string } | null;
  /** Where shared fields go when they are saved: to the event and its guests, or into the CRM alone. */
  destination: "event" | "here";
  /** One sentence why shared fields cannot be changed here; null when they can. */
  lock: string | null;
  /** One sentence why the time, the place or the description alone cannot be changed here. */
  timeLock: string | null;
  placeLock: string | null;
  descriptionLock: string | null;
  /** Contacts among those invited, with what is known of them. */
  people: PersonChoice[];
  /** Offered beside the attendee field: contacts it is logged for who are not invited. */
  offered: PersonChoice[];
};
