import { z } from "zod";
import { timeToMs } from "../google/event-time";
import { findPerson, type SandboxPerson } from "../google/people";
import { ApiError, accessDenied, invalidParameter, invalidRequest } from "./api-error";
import { rowsInView } from "./calendar-view";
import type { EventRecord } from "./event-record";
import { titleForOthers, type Viewer } from "./event-render";
import { dateTimeToWire, parseDateTime } from "./graph-time";
import { isPersonal, tenantOf } from "./identity";
import { workingHours } from "./mailbox";
import type { Span } from "./series-slots";
import type { World } from "./world";

const time = z.object({ dateTime: z.string(), timeZone: z.string().nullish() });
const body = z.object({
  schedules: z.array(z.string()).min(1),
  startTime: time,
  endTime: time,
  availabilityViewInterval: z.number().int().min(5).max(1440).default(30),
});

const MOST_SCHEDULES = 20;
const WIDEST_MS = 62 * 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;
const DIGITS: Record<string, number> = { free: 0, tentative: 1, busy: 2, oof: 3, workingElsewhere: 4 };

/** `POST /me/calendar/getSchedule` (providers 3.6): oneself and colleagues of the same tenant; not for personal accounts. */
export function getSchedule(world: World, viewer: Viewer, input: unknown) {
  const parsed = body.safeParse(input);
  if (!parsed.success) throw invalidRequest("The schedule request could not be read.");
  const { schedules, startTime, endTime, availabilityViewInterval } = parsed.data;
  const asking = findPerson(world.people, viewer.email);
  if (!asking || isPersonal(asking)) throw accessDenied();
  const span = {
    from: timeToMs(parseDateTime(startTime, "start"), "UTC"),
    to: timeToMs(parseDateTime(endTime, "end"), "UTC"),
  };
  if (span.from >= span.to) throw invalidParameter("The time window is empty.");
  if (span.to - span.from >= WIDEST_MS) {
    throw new ApiError(400, "ErrorTimeIntervalTooBig", "The requested time duration specified is too long.");
  }
  if (schedules.length > MOST_SCHEDULES)
    throw new ApiError(400, "5006", "Too many mailboxes were requested.");
  const value = schedules.map((scheduleId) => {
    const person = findPerson(world.people, scheduleId);
    if (!person || tenantOf(world, person) !== tenantOf(world, asking)) return unknownSchedule(scheduleId);
    return scheduleOf(world, viewer, { scheduleId, person, span, minutes: availabilityViewInterval });
  });
  return { "@odata.context": `${world.origin}/v1.0/$metadata#Collection(scheduleInformation)`, value };
}

type Wanted = { scheduleId: string; person: SandboxPerson; span: Span; minutes: number };

function scheduleOf(world: World, viewer: Viewer, { scheduleId, person, span, minutes }: Wanted) {
  const rows = rowsInView(world, person.email, span).filter((record) => !record.isCancelled);
  return {
    scheduleId,
    availabilityView: digits(rows, person, span, minutes),
    scheduleItems: rows.map((record) => itemOf(viewer, record, person)),
    workingHours: workingHours(person),
  };
}

function itemOf(viewer: Viewer, record: EventRecord, person: SandboxPerson) {
  const title = titleForOthers(record);
  const { location } = record.details;
  return {
    isPrivate: title === undefined && record.details.subject !== undefined,
    status: record.details.showAs ?? "busy",
    ...(title === undefined ? {} : { subject: title, location: location ?? "" }),
    start: dateTimeToWire(instantIn(record.start, person), viewer.preferences.timeZone),
    end: dateTimeToWire(instantIn(record.end, person), viewer.preferences.timeZone),
  };
}

function instantIn(time: EventRecord["start"], person: SandboxPerson): EventRecord["start"] {
  if ("dateTime" in time) return time;
  return { dateTime: new Date(timeToMs(time, person.timeZone)).toISOString(), timeZone: person.timeZone };
}

/** One digit for each interval: the strongest status that touches it. */
function digits(rows: EventRecord[], person: SandboxPerson, span: Span, minutes: number): string {
  const length = Math.ceil((span.to - span.from) / (minutes * MINUTE_MS));
  return Array.from({ length }, (_, at) => {
    const from = span.from + at * minutes * MINUTE_MS;
    const touching = rows.filter(
      (row) =>
        timeToMs(row.start, person.timeZone) < from + minutes * MINUTE_MS &&
        timeToMs(row.end, person.timeZone) > from,
    );
    return strongest(touching.map((row) => DIGITS[row.details.showAs ?? "busy"] ?? 0));
  }).join("");
}

/** Away beats busy, busy beats tentative; working elsewhere is nearly free. */
function strongest(found: number[]): number {
  return [3, 2, 1, 4].find((digit) => found.includes(digit)) ?? 0;
}

function unknownSchedule(scheduleId: string) {
  const message = "The mailbox address could not be resolved.";
  return {
    scheduleId,
    availabilityView: "",
    scheduleItems: [],
    error: { message, responseCode: "ErrorMailRecipientNotFound" },
  };
}
