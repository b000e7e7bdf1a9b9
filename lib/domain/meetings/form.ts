import { z } from "zod";
import type { FieldErrors } from "../errors";
import { address, recordKindSchema } from "../records/inputs";
import type { RecordRef } from "../records/record";
import type { Instant } from "../time/instant";
import { readWallTime } from "../time/wall-time";
import { nextSlot } from "./form-times";
import {
  MAX_ATTENDEES,
  type PersonChoice,
  type ScheduleFormDefaults,
  type ScheduleMeetingInput,
  scheduleMeetingInput,
} from "./inputs";
import { type LocationKind, locationKinds } from "./meeting";
import { planMeeting } from "./schedule";

const formGuest = z.object({
  email: z.string(),
  name: z.string().nullable(),
  contactId: z.string().nullable(),
  userId: z.string().nullable(),
  timeZone: z.string().nullable(),
});
export type FormGuest = z.infer<typeof formGuest>;

/** The form exactly as typed; kept as a draft, so every text may be unfinished. */
export const meetingForm = z.object({
  meetingId: z.uuid(),
  title: z.string(),
  date: z.string(),
  start: z.string(),
  end: z.string(),
  zone: z.string(),
  attendees: z.array(formGuest),
  location: z.object({ kind: z.enum(locationKinds), text: z.string() }),
  description: z.string(),
  internalNote: z.string(),
  records: z.array(
    z.object({
      kind: recordKindSchema,
      id: z.string(),
      name: z.string(),
      detail: z.string().nullable(),
      ticked: z.boolean(),
    }),
  ),
});
export type MeetingForm = z.infer<typeof meetingForm>;

/** A fresh form: next half hour in the host's zone, the record's contact preselected. `meetingId` makes Save repeatable (RULES O1). */
export function blankForm(
  defaults: ScheduleFormDefaults,
  opened: { meetingId: string; now: Instant },
): MeetingForm {
  return {
    meetingId: opened.meetingId,
    title: "",
    ...nextSlot(opened.now, defaults.host.timeZone),
    zone: defaults.host.timeZone,
    attendees: defaults.preselected.map(toGuest),
    location: { kind: "none", text: "" },
    description: "",
    internalNote: "",
    records: defaults.records.map((record) => ({ ...record })),
  };
}

export const toGuest = (person: PersonChoice): FormGuest => ({
  email: person.email,
  name: person.name,
  contactId: person.contactId,
  userId: person.userId,
  timeZone: person.timeZone,
});

/** Adds a guest once per address (lower-cased, RULES I2); a sentence when the address is none or the list is full. */
export function withGuest(
  form: MeetingForm,
  guest: FormGuest,
): { ok: true; form: MeetingForm } | { ok: false; fault: string } {
  const email = address.safeParse(guest.email);
  if (!email.success) return { ok: false, fault: `“${guest.email.trim()}” is not an email address.` };
  if (form.attendees.some((known) => known.email.toLowerCase() === email.data)) return { ok: true, form };
  if (form.attendees.length >= MAX_ATTENDEES)
    return { ok: false, fault: `Invite at most ${MAX_ATTENDEES} people.` };
  return { ok: true, form: { ...form, attendees: [...form.attendees, { ...guest, email: email.data }] } };
}

export type CheckedForm = { ok: true; input: ScheduleMeetingInput } | { ok: false; faults: FieldErrors };

/**
 * The form as the server wants it, or one sentence per field keyed by the schema's path (`location.text`). Schema and plan
 * are the server's own, so that the form never promises what saving refuses.
 */
export function checkForm(
  form: MeetingForm,
  record: RecordRef,
  world: Pick<ScheduleFormDefaults, "host" | "calendar"> & { now: Instant },
): CheckedForm {
  const parsed = scheduleMeetingInput.safeParse(toInput(form, record));
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const planned = planMeeting(parsed.data, { ...world, textToHtml: (text) => text });
  return planned.ok ? { ok: true, input: parsed.data } : { ok: false, faults: planned.fields };
}

function faultsOf(error: z.ZodError): FieldErrors {
  const faults: FieldErrors = {};
  for (const issue of error.issues) faults[issue.path.join(".")] ??= issue.message;
  return faults;
}

const placesInWords: readonly LocationKind[] = ["phone", "address", "link"];

function toInput(form: MeetingForm, record: RecordRef): unknown {
  const { kind, text } = form.location;
  return {
    ...form,
    record: { kind: record.kind, id: record.id },
    start: readWallTime(form.start) ?? form.start,
    end: readWallTime(form.end) ?? form.end,
    location: { kind, text: placesInWords.includes(kind) ? text.trim() : null },
    records: form.records
      .filter(({ ticked }) => ticked)
      .map((ticked) => ({ kind: ticked.kind, id: ticked.id })),
  };
}
