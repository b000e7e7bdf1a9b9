import { z } from "zod";
import { invalidValue } from "./api-error";

const text = z.string().nullish();
const flag = z.boolean().nullish();
const block = z.record(z.string(), z.unknown()).nullish();
const time = z.object({ date: text, dateTime: text, timeZone: text }).nullish();

const attendee = z.object({
  email: z.email(),
  displayName: text,
  optional: flag,
  resource: flag,
  comment: text,
  additionalGuests: z.number().int().nonnegative().nullish(),
  responseStatus: z.enum(["needsAction", "declined", "tentative", "accepted"]).nullish(),
});

const properties = z.record(z.string().max(44), z.string().max(1024).nullable()).nullish();

const conference = z.object({
  createRequest: z
    .object({ requestId: text, conferenceSolutionKey: z.object({ type: text }).nullish() })
    .nullish(),
  conferenceId: text,
});

/** The event resource as clients may send it. Read-only and unknown members are ignored, as Google does. */
export const eventInput = z.object({
  id: text,
  iCalUID: text,
  status: z.enum(["confirmed", "tentative", "cancelled"]).nullish(),
  summary: text,
  description: text,
  location: text,
  colorId: text,
  start: time,
  end: time,
  endTimeUnspecified: flag,
  recurrence: z.array(z.string()).nullish(),
  attendees: z.array(attendee).max(200).nullish(),
  attendeesOmitted: flag,
  visibility: z.enum(["default", "public", "private", "confidential"]).nullish(),
  transparency: z.enum(["opaque", "transparent"]).nullish(),
  sequence: z.number().int().nonnegative().nullish(),
  guestsCanModify: flag,
  guestsCanInviteOthers: flag,
  guestsCanSeeOtherGuests: flag,
  anyoneCanAddSelf: flag,
  reminders: block,
  source: z.object({ title: text, url: text }).nullish(),
  extendedProperties: z.object({ private: properties, shared: properties }).nullish(),
  conferenceData: conference.nullish(),
  eventType: z
    .enum(["default", "outOfOffice", "focusTime", "workingLocation", "birthday", "fromGmail"])
    .nullish(),
  outOfOfficeProperties: block,
  focusTimeProperties: block,
  workingLocationProperties: block,
  birthdayProperties: block,
});

export type EventInput = z.infer<typeof eventInput>;

const READ_BY_MERGE = new Set([
  "id",
  "iCalUID",
  "sequence",
  "conferenceData",
  "attendeesOmitted",
  "eventType",
]);

/** Checks the shape of a body: 400 `invalid` naming the first member that does not fit. */
export function parseEventInput(body: unknown): EventInput {
  const parsed = eventInput.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.path[0] === "attendees" && issue.path[2] === "email")
    throw invalidValue("Invalid attendee email.");
  throw invalidValue(`Invalid value for field: ${issue?.path.join(".") || "event"}`);
}

/** The members of a body that describe content; identity, conferences and the like are handled apart. */
export function contentMembers(input: EventInput): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !READ_BY_MERGE.has(name)));
}

/** JSON merge as PATCH does it: objects merge, `null` clears, arrays are replaced whole (providers 2.2). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
