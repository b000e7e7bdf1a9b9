import { ApiError, emptyTimeRange, invalidValue, missingValue } from "./api-error";
import type { EventInput } from "./event-input";
import type { Attendee, EventContent, EventDetails, EventTime } from "./event-record";
import { parseEventTime, timeToMs, timeToWire } from "./event-time";
import { addressKey, sameAddress } from "./people";
import { checkRecurrence } from "./recurrence";

export type ContentContext = { calendarZone: string; eventType: string; organizer: string };

const DETAIL_NAMES = [
  "summary",
  "description",
  "location",
  "colorId",
  "visibility",
  "transparency",
  "guestsCanModify",
  "guestsCanInviteOthers",
  "guestsCanSeeOtherGuests",
  "anyoneCanAddSelf",
  "endTimeUnspecified",
  "reminders",
  "source",
  "outOfOfficeProperties",
  "focusTimeProperties",
  "workingLocationProperties",
  "birthdayProperties",
] as const;

/** The content in the shape clients send, so that a PATCH can be merged into it. */
export function contentToInput(content: EventContent, calendarZone: string): EventInput {
  const { extendedProperties, conferenceData: _, hangoutLink: __, ...details } = content.details;
  return {
    ...details,
    extendedProperties,
    status: content.status,
    start: timeToWire(content.start, calendarZone),
    end: timeToWire(content.end, calendarZone),
    recurrence: content.recurrence,
    attendees: content.attendees,
  } as EventInput;
}

/** Checks a whole event and gives its content; throws the 400s of providers 2.1 and 2.5. */
export function readContent(input: EventInput, context: ContentContext): EventContent {
  const { start, end } = readTimes(input, context.calendarZone);
  const recurrence = input.recurrence?.length ? input.recurrence : undefined;
  if (recurrence && input.start?.dateTime && !input.start.timeZone) {
    throw missingValue("Missing time zone definition for start time.");
  }
  if (recurrence) checkRecurrence({ start, end, recurrence });
  checkEventType(input, start, context.eventType);
  const attendees = readAttendees(input, context.organizer);
  return {
    status: input.status ?? "confirmed",
    start,
    end,
    recurrence,
    attendees,
    details: readDetails(input),
  };
}

function readTimes(input: EventInput, zone: string): { start: EventTime; end: EventTime } {
  if (!input.start) throw missingValue("Missing start time.");
  if (!input.end) throw missingValue("Missing end time.");
  const start = parseEventTime(input.start, "start", zone);
  const end = parseEventTime(input.end, "end", zone);
  if ("date" in start !== "date" in end)
    throw invalidValue("Start and end times must either both be date or both be dateTime.");
  const length = timeToMs(end, "UTC") - timeToMs(start, "UTC");
  if (length < 0 || ("date" in start && length === 0)) throw emptyTimeRange();
  return { start, end };
}

function checkEventType(input: EventInput, start: EventTime, eventType: string): void {
  if (eventType !== "outOfOffice" && input.outOfOfficeProperties)
    throw invalidValue("Out of office properties belong to out of office events.", "outOfOfficeProperties");
  if (eventType === "fromGmail") throw invalidValue("Events of this type cannot be created.", "eventType");
  if (eventType === "workingLocation" && !input.workingLocationProperties) {
    throw missingValue("Missing working location properties.", "workingLocationProperties");
  }
  if (
    eventType === "birthday" &&
    (!("date" in start) || !input.recurrence?.some((line) => line.includes("YEARLY")))
  ) {
    throw invalidValue("A birthday must be an all-day event repeating every year.", "eventType");
  }
  if (eventType !== "outOfOffice" && eventType !== "focusTime") return;
  if ("date" in start) throw invalidValue("This type of event must be timed.", "start");
  if (eventType !== "outOfOffice") return;
  checkOutOfOffice(input);
}

const DECLINE_MODES = [
  "declineNone",
  "declineAllConflictingInvitations",
  "declineOnlyNewConflictingInvitations",
];

/** What out of office may not have, and what it may say about invitations that conflict with it. */
export function checkOutOfOffice(input: EventInput): void {
  const malformed = (message: string) => new ApiError(400, "malformedOutOfOfficeEvent", message, "calendar");
  if (input.attendees?.length || input.description || input.conferenceData)
    throw malformed("An out of office event must have no attendees, description or conference.");
  const mode = input.outOfOfficeProperties?.autoDeclineMode;
  if (mode !== undefined && mode !== null && !DECLINE_MODES.includes(String(mode)))
    throw malformed("Unknown auto decline mode of an out of office event.");
}

function readAttendees(input: EventInput, organizer: string): Attendee[] | undefined {
  const seen = new Map<string, Attendee>();
  for (const each of input.attendees ?? []) {
    const isOrganizer = sameAddress(each.email, organizer);
    seen.set(addressKey(each.email), {
      email: each.email.toLowerCase(),
      responseStatus: each.responseStatus ?? (isOrganizer ? "accepted" : "needsAction"),
      displayName: each.displayName ?? undefined,
      optional: each.optional || undefined,
      resource: each.resource || undefined,
      comment: each.comment ?? undefined,
      additionalGuests: each.additionalGuests || undefined,
    });
  }
  return seen.size > 0 ? [...seen.values()] : undefined;
}

function readDetails(input: EventInput): EventDetails {
  const entries = DETAIL_NAMES.map((name) => [name, input[name]] as const);
  const present = entries.filter(([, value]) => value !== null && value !== undefined);
  const details: EventDetails = Object.fromEntries(present);
  const own = readProperties(input.extendedProperties?.private);
  const shared = readProperties(input.extendedProperties?.shared);
  if (own || shared) details.extendedProperties = { ...(own && { private: own }), ...(shared && { shared }) };
  return details;
}

function readProperties(
  given: Record<string, string | null> | null | undefined,
): Record<string, string> | undefined {
  const kept = Object.entries(given ?? {}).filter((entry): entry is [string, string] => entry[1] !== null);
  if (kept.length > 300) throw invalidValue("Too many extended properties.", "extendedProperties");
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
