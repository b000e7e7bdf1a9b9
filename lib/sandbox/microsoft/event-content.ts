import type { EventTime } from "../google/event-record";
import { timeToMs } from "../google/event-time";
import { sameAddress } from "../google/people";
import { invalidProperty } from "./api-error";
import type { EventInput } from "./event-input";
import type { Attendee, EventContent, EventDetails, Recurrence } from "./event-record";
import { parseDateTime, parseWholeDay } from "./graph-time";
import { checkRecurrence } from "./series-rule";

const DETAILS = [
  "subject",
  "importance",
  "sensitivity",
  "showAs",
  "categories",
  "reminderMinutesBeforeStart",
  "isReminderOn",
  "responseRequested",
  "allowNewTimeProposals",
  "hideAttendees",
] as const;

/** What an absent detail means; writing it out changes nothing. */
const DEFAULTS: EventDetails = {
  importance: "normal",
  sensitivity: "normal",
  showAs: "busy",
  isReminderOn: true,
  responseRequested: true,
  allowNewTimeProposals: true,
  hideAttendees: false,
};

/** The content of a new event; 400 when times are missing or wrong. `owner` is not listed among the guests. */
export function readContent(input: EventInput, owner: string): EventContent {
  const { start, end } = readTimes(input, input.isAllDay === true) ?? missingTimes();
  const recurrence = readRecurrence(input, start);
  return {
    start,
    end,
    ...(recurrence && { recurrence }),
    attendees: readAttendees(input, owner, []),
    details: readDetails(input, {}),
  };
}

/** The content after a PATCH: what is not sent stays; `start` and `end` always come together (providers 3.2). */
export function patchContent(input: EventInput, current: EventContent, owner: string): EventContent {
  const isAllDay = input.isAllDay ?? "date" in current.start;
  const times = readTimes(input, isAllDay);
  if (!times && isAllDay !== "date" in current.start) missingTimes();
  const { start, end } = times ?? current;
  const recurrence = input.recurrence === undefined ? current.recurrence : readRecurrence(input, start);
  return {
    start,
    end,
    ...(recurrence && { recurrence }),
    attendees:
      input.attendees === undefined ? current.attendees : readAttendees(input, owner, current.attendees),
    details: readDetails(input, current.details),
  };
}

function readTimes(input: EventInput, isAllDay: boolean): { start: EventTime; end: EventTime } | undefined {
  if (!input.start && !input.end) return undefined;
  if (!input.start || !input.end) return missingTimes();
  const read = isAllDay ? parseWholeDay : parseDateTime;
  const [start, end] = [read(input.start, "start"), read(input.end, "end")];
  const length = timeToMs(end, "UTC") - timeToMs(start, "UTC");
  if (length < 0) throw invalidProperty("The end of the event is before its start.");
  if (isAllDay && length === 0)
    throw invalidProperty("The duration of an all day event must be at least 24 hours.");
  return { start, end };
}

function missingTimes(): never {
  throw invalidProperty("Both 'start' and 'end' are required.");
}

function readRecurrence(input: EventInput, start: EventTime): Recurrence | undefined {
  if (!input.recurrence) return undefined;
  const { pattern, range } = input.recurrence;
  const recurrence: Recurrence = {
    pattern: {
      type: pattern.type,
      interval: pattern.interval,
      ...(pattern.daysOfWeek && { daysOfWeek: pattern.daysOfWeek.map((day) => day.toLowerCase()) }),
      ...(pattern.dayOfMonth && { dayOfMonth: pattern.dayOfMonth }),
      ...(pattern.month && { month: pattern.month }),
      ...(pattern.index && { index: pattern.index }),
      ...(pattern.firstDayOfWeek && { firstDayOfWeek: pattern.firstDayOfWeek }),
    },
    range: {
      type: range.type,
      startDate: range.startDate,
      ...(range.type === "endDate" && range.endDate && { endDate: range.endDate }),
      ...(range.type === "numbered" && { numberOfOccurrences: range.numberOfOccurrences ?? undefined }),
      recurrenceTimeZone: range.recurrenceTimeZone ?? ("timeZone" in start ? start.timeZone : "UTC"),
    },
  };
  checkRecurrence(recurrence);
  return recurrence;
}

/** The list is replaced whole; a guest who stays keeps the answer already given. */
function readAttendees(input: EventInput, owner: string, known: Attendee[]): Attendee[] {
  const rows = (input.attendees ?? []).map(({ type, emailAddress }) => {
    const address = emailAddress.address?.trim() ?? "";
    if (!address.includes("@")) throw invalidProperty("At least one recipient is not valid.");
    const before = known.find((row) => sameAddress(row.address, address));
    const name = emailAddress.name ?? before?.name ?? address;
    return {
      address,
      name,
      type: type ?? "required",
      answer: before?.answer ?? { response: "none" as const },
    };
  });
  return rows.filter(
    (row, at) =>
      !sameAddress(row.address, owner) &&
      rows.findIndex((other) => sameAddress(other.address, row.address)) === at,
  );
}

function readDetails(input: EventInput, current: EventDetails): EventDetails {
  const given = DETAILS.filter((name) => input[name] !== undefined)
    .map((name) => [name, input[name] ?? undefined] as const)
    .filter(([name, value]) => current[name] !== undefined || value !== DEFAULTS[name]);
  const details: EventDetails = { ...current, ...Object.fromEntries(given) };
  if (input.body !== undefined) {
    const contentType = input.body?.contentType?.toLowerCase() === "text" ? "text" : "html";
    details.body = { contentType, content: input.body?.content ?? "" };
  }
  const location = input.location === undefined ? input.locations?.[0] : input.location;
  if (location !== undefined) details.location = location?.displayName || undefined;
  return details;
}
