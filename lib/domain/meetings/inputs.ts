import { z } from "zod";
import { address, recordRefSchema } from "../records/inputs";
import { zoneSchema } from "../time/slot";
import { locationKinds, meetingOutcomes } from "./meeting";

/** Google's own ceiling for one event. */
export const MAX_ATTENDEES = 200;
export const MAX_TITLE = 1_000;
const MAX_DESCRIPTION = 8_000;

export const draftAttendee = z.object({
  email: address,
  name: z.string().trim().max(200).nullable(),
  contactId: z.uuid().nullable(),
  userId: z.uuid().nullable(),
});
export type DraftAttendee = z.infer<typeof draftAttendee>;

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time such as 14:30.");

/** The Schedule a meeting form, field by field; the browser and the server parse with the same schema. */
export const scheduleMeetingInput = z.object({
  /** Made by the form when it opens, so that a second press of Save is the same meeting (RULES O1). */
  meetingId: z.uuid(),
  record: recordRefSchema,
  title: z
    .string()
    .trim()
    .min(1, "Give the meeting a title.")
    .max(MAX_TITLE, "Use at most 1,000 characters."),
  date: z.iso.date("Choose a date."),
  start: wallTime,
  end: wallTime,
  zone: zoneSchema,
  attendees: z.array(draftAttendee).max(MAX_ATTENDEES, "Invite at most 200 people."),
  location: z.object({
    kind: z.enum(locationKinds),
    text: z.string().trim().max(1_000, "Use at most 1,000 characters.").nullable(),
  }),
  description: z.string().trim().max(MAX_DESCRIPTION, "Use at most 8,000 characters."),
  internalNote: z.string().trim().max(65_000, "Use at most 65,000 characters."),
  /** Records to log on besides the one the form was opened from and the matched contacts (RULES R3). */
  records: z.array(recordRefSchema).max(50, "Log on at most 50 records."),
});
export type ScheduleMeetingInput = z.infer<typeof scheduleMeetingInput>;

export const setOutcomeInput = z.object({ meetingId: z.uuid(), outcome: z.enum(meetingOutcomes) });
export const setInternalNoteInput = z.object({
  meetingId: z.uuid(),
  internalNote: z.string().trim().max(65_000),
});
export const deleteMeetingInput = z.object({
  meetingId: z.uuid(),
  /** Unticked by default (RULES O3). */
  alsoCancelEvent: z.boolean(),
});
export const retryPushInput = z.object({ meetingId: z.uuid() });
export const dismissEditNoteInput = z.object({ meetingId: z.uuid() });

/** One choice in the attendee picker. `busyCalendar` says that the person's own calendar is connected. */
export type PersonChoice = {
  email: string;
  name: string;
  detail: string | null;
  contactId: string | null;
  userId: string | null;
  timeZone: string | null;
};

/** What the form starts from (RULES section 5). */
export type ScheduleFormDefaults = {
  record: { kind: "contact" | "company" | "deal" | "ticket"; id: string; name: string };
  /** The host is the person who signs in; `calendar` is null until they connect one. */
  host: { id: string; name: string; email: string; timeZone: string };
  calendar: {
    provider: "google" | "microsoft";
    label: string;
    email: string;
    conferenceLabel: string;
  } | null;
  /** A calendar is connected, but its person has turned "Sync my calendar" off: `calendar` is null then. */
  calendarOff: boolean;
  /** Chosen from the start: the record's own contact. */
  preselected: PersonChoice[];
  /** Offered beside the field: the contacts of a company, deal or ticket. */
  offered: PersonChoice[];
  /** Records the meeting may be logged on, with those of RULES R3 ticked. */
  records: {
    kind: "contact" | "company" | "deal" | "ticket";
    id: string;
    name: string;
    detail: string | null;
    ticked: boolean;
  }[];
};
