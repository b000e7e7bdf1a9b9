import { z } from "zod";
import { ApiError, invalidProperty } from "./api-error";

const text = z.string().nullish();
const flag = z.boolean().nullish();
const time = z.looseObject({ dateTime: z.string(), timeZone: text });

const mailAddress = z.looseObject({ name: text, address: text });

const attendee = z.looseObject({
  type: z.enum(["required", "optional", "resource"]).nullish(),
  emailAddress: mailAddress,
});

const recurrence = z.looseObject({
  pattern: z.looseObject({
    type: z.enum([
      "daily",
      "weekly",
      "absoluteMonthly",
      "relativeMonthly",
      "absoluteYearly",
      "relativeYearly",
    ]),
    interval: z.number().int().min(1),
    daysOfWeek: z.array(z.string()).nullish(),
    dayOfMonth: z.number().int().nullish(),
    month: z.number().int().nullish(),
    index: z.enum(["first", "second", "third", "fourth", "last"]).nullish(),
    firstDayOfWeek: text,
  }),
  range: z.looseObject({
    type: z.enum(["endDate", "noEnd", "numbered"]),
    startDate: z.string(),
    endDate: text,
    numberOfOccurrences: z.number().int().nullish(),
    recurrenceTimeZone: text,
  }),
});

/** The members of an event a client may write. Anything else is refused, as Graph does (providers 3.2). */
export const eventInput = z.strictObject({
  subject: z.string().max(255).nullish(),
  body: z.looseObject({ contentType: z.string().nullish(), content: text }).nullish(),
  start: time.optional(),
  end: time.optional(),
  isAllDay: flag,
  location: z.looseObject({ displayName: text }).nullish(),
  locations: z.array(z.looseObject({ displayName: text })).nullish(),
  attendees: z.array(attendee).max(500).nullish(),
  recurrence: recurrence.nullish(),
  importance: z.enum(["low", "normal", "high"]).nullish(),
  sensitivity: z.enum(["normal", "personal", "private", "confidential"]).nullish(),
  showAs: z.enum(["free", "tentative", "busy", "oof", "workingElsewhere", "unknown"]).nullish(),
  categories: z.array(z.string()).nullish(),
  reminderMinutesBeforeStart: z.number().int().nullish(),
  isReminderOn: flag,
  responseRequested: flag,
  allowNewTimeProposals: flag,
  hideAttendees: flag,
  isOnlineMeeting: flag,
  onlineMeetingProvider: z
    .enum(["unknown", "teamsForBusiness", "skypeForBusiness", "skypeForConsumer"])
    .nullish(),
  transactionId: text,
  singleValueExtendedProperties: z.array(z.strictObject({ id: z.string(), value: z.string() })).nullish(),
});

export type EventInput = z.infer<typeof eventInput>;

const READ_ONLY = new Set([
  "id",
  "createdDateTime",
  "lastModifiedDateTime",
  "changeKey",
  "iCalUId",
  "uid",
  "isOrganizer",
  "isCancelled",
  "isDraft",
  "organizer",
  "responseStatus",
  "seriesMasterId",
  "type",
  "webLink",
  "onlineMeeting",
  "onlineMeetingUrl",
  "bodyPreview",
  "hasAttachments",
  "originalStart",
  "originalStartTimeZone",
  "originalEndTimeZone",
]);

/** Checks the shape of a body: 400 naming the first member that does not fit. */
export function parseEventInput(body: unknown): EventInput {
  const parsed = eventInput.safeParse(withoutAnnotations(body));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code !== "unrecognized_keys") {
    throw invalidProperty(
      `Property '${issue?.path.join(".") || "event"}' in the payload has an invalid value.`,
    );
  }
  const name = issue.keys[0] ?? "";
  if (READ_ONLY.has(name)) {
    throw new ApiError(400, "ErrorInvalidPropertySet", `Set action is invalid for property '${name}'.`);
  }
  const message = `The property '${name}' does not exist on type 'microsoft.graph.event'.`;
  throw new ApiError(400, "RequestBodyRead", message);
}

function withoutAnnotations(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes("@odata.")));
}
