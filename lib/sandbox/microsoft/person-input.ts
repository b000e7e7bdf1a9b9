import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { EventTime } from "../google/event-record";
import { parseEventTime } from "../google/event-time";
import type { SandboxPerson } from "../google/people";
import { invalidRequest } from "./api-error";
import { recurrenceOf } from "./series-rule";

const text = z.string().nullish();
const time = z.object({ date: text, dateTime: text, timeZone: text });

/** What the calendar page and the journeys send: the same body to both sandboxes. */
const personInput = z.object({
  summary: text,
  description: text,
  location: text,
  start: time.nullish(),
  end: time.nullish(),
  recurrence: z.array(z.string()).nullish(),
  attendees: z
    .array(z.object({ email: z.email(), optional: z.boolean().nullish(), resource: z.boolean().nullish() }))
    .nullish(),
  visibility: z.enum(["default", "public", "private", "confidential"]).nullish(),
  eventType: z.enum(["default", "outOfOffice"]).nullish(),
  conferenceData: z.looseObject({}).nullish(),
  showAs: z.string().nullish(),
  sensitivity: z.string().nullish(),
  isDraft: z.boolean().optional(),
});

export type PersonInput = z.infer<typeof personInput>;

/** Checks the shape of a body from the calendar page: 400 naming the first member that does not fit. */
export function parsePersonInput(body: unknown): PersonInput {
  const parsed = personInput.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidRequest(`Invalid value for field: ${parsed.error.issues[0]?.path.join(".") || "event"}`);
}

/** The same wish as a body for Graph; members that were not sent stay unsent. */
export function graphBody(input: PersonInput, person: SandboxPerson): Record<string, unknown> {
  const start = input.start ? parseEventTime(input.start, "start", person.timeZone) : undefined;
  const end = input.end ? parseEventTime(input.end, "end", person.timeZone) : undefined;
  const isWholeDays =
    input.eventType === "outOfOffice" &&
    isMidnight(start, person.timeZone) &&
    isMidnight(end, person.timeZone);
  return withoutUndefined({
    subject: input.summary === null ? "" : input.summary,
    body: bodyOf(input.description),
    location: input.location === undefined ? undefined : { displayName: input.location ?? "" },
    ...timesOf(start, end, person.timeZone, isWholeDays ? "whole days" : "as sent"),
    attendees: attendeesOf(input),
    recurrence: start && input.recurrence?.length ? recurrenceOf(input.recurrence, start) : undefined,
    sensitivity: input.sensitivity ?? sensitivityOf(input.visibility),
    showAs: input.showAs ?? (input.eventType === "outOfOffice" ? "oof" : undefined),
    isOnlineMeeting: input.conferenceData ? true : undefined,
  });
}

function timesOf(
  start: EventTime | undefined,
  end: EventTime | undefined,
  zone: string,
  kind: "whole days" | "as sent",
): Record<string, unknown> {
  if (!start || !end) return {};
  const isAllDay = "date" in start || kind === "whole days";
  return { start: wallClock(start, zone), end: wallClock(end, zone), isAllDay };
}

function wallClock(time: EventTime, zone: string) {
  if ("date" in time) return { dateTime: `${time.date}T00:00:00`, timeZone: zone };
  const wall = Temporal.Instant.from(time.dateTime).toZonedDateTimeISO(time.timeZone).toPlainDateTime();
  return { dateTime: wall.toString({ smallestUnit: "second" }), timeZone: time.timeZone };
}

function isMidnight(time: EventTime | undefined, zone: string): boolean {
  if (!time || "date" in time) return false;
  return wallClock({ ...time, timeZone: zone }, zone).dateTime.endsWith("T00:00:00");
}

function bodyOf(description: string | null | undefined) {
  return description === undefined ? undefined : { contentType: "text", content: description ?? "" };
}

function attendeesOf({ attendees }: PersonInput) {
  if (attendees === undefined) return undefined;
  return (attendees ?? []).map((row) => ({
    type: kindOf(row),
    emailAddress: { address: row.email, name: row.email },
  }));
}

function kindOf(row: {
  optional?: boolean | null | undefined;
  resource?: boolean | null | undefined;
}): string {
  if (row.resource) return "resource";
  return row.optional ? "optional" : "required";
}

function sensitivityOf(visibility: PersonInput["visibility"]): string | undefined {
  if (!visibility) return undefined;
  return visibility === "private" || visibility === "confidential" ? visibility : "normal";
}

function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
