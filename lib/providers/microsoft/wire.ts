import { z } from "zod";

// Members are read one by one: an odd one is absent, and never costs the whole event.
const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const time = z.object({ dateTime: z.string(), timeZone: text }).nullish().catch(null);
const address = z.object({ name: text, address: text }).nullish().catch(null);

const attendee = z.object({
  type: text,
  status: z.object({ response: text, time: text }).nullish().catch(null),
  emailAddress: address,
});

const recurrence = z.object({
  pattern: z.object({
    type: z.string(),
    interval: z.number().nullish().catch(null),
    daysOfWeek: z.array(z.string()).nullish().catch(null),
    dayOfMonth: z.number().nullish().catch(null),
    month: z.number().nullish().catch(null),
    index: text,
    firstDayOfWeek: text,
  }),
  range: z.object({ type: text, endDate: text, numberOfOccurrences: z.number().nullish().catch(null) }),
});

/** The event resource of Graph v1.0 (providers 3.1), as far as it is read. */
export const rawEvent = z.object({
  id: z.string().min(1),
  "@odata.etag": text,
  changeKey: text,
  iCalUId: text,
  createdDateTime: text,
  lastModifiedDateTime: text,
  transactionId: text,
  subject: text,
  body: z.object({ contentType: text, content: text }).nullish().catch(null),
  bodyPreview: text,
  location: z.object({ displayName: text }).nullish().catch(null),
  start: time,
  end: time,
  originalStart: text,
  originalStartTimeZone: text,
  isAllDay: flag,
  isCancelled: flag,
  isOrganizer: flag,
  isDraft: flag,
  hideAttendees: flag,
  sensitivity: text,
  showAs: text,
  type: text,
  seriesMasterId: text,
  recurrence: recurrence.nullish().catch(null),
  responseStatus: z.object({ response: text }).nullish().catch(null),
  attendees: z.array(attendee.nullable().catch(null)).nullish().catch(null),
  organizer: z.object({ emailAddress: address }).nullish().catch(null),
  webLink: text,
  isOnlineMeeting: flag,
  onlineMeeting: z.object({ joinUrl: text }).nullish().catch(null),
  onlineMeetingUrl: text,
});
export type RawEvent = z.infer<typeof rawEvent>;
export type RawAttendee = z.infer<typeof attendee>;
export type RawRecurrence = z.infer<typeof recurrence>;
export type RawTime = z.infer<typeof time>;

/** The version of an event, as a write upon it names it. */
export const etagOf = (raw: RawEvent): string | null => raw["@odata.etag"] ?? raw.changeKey ?? null;

/** The video link of an event, as far as there is one yet. */
export const joinUrlOf = (raw: RawEvent): string | null =>
  raw.onlineMeeting?.joinUrl || raw.onlineMeetingUrl || null;

/** A row of `calendarView/delta`: what happened to which event, and no more than that is believed. */
export const deltaRow = z.object({
  id: z.string().min(1),
  "@removed": z.unknown().optional(),
  type: text,
  seriesMasterId: text,
  createdDateTime: text,
});
export type DeltaRow = z.infer<typeof deltaRow>;

/** A page of a list or of a delta round. */
export const listPage = z.object({
  value: z.array(z.unknown()),
  "@odata.nextLink": text,
  "@odata.deltaLink": text,
});
