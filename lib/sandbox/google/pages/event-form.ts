import { Temporal } from "temporal-polyfill";
import { isHidden } from "../event-fields";
import type { EventRecord, EventTime } from "../event-record";
import { timeToMs } from "../event-time";
import { rowOf } from "../guest-copies";
import { etagOf } from "../located-event";
import { addressKey, findPerson, type SandboxPerson, sameAddress } from "../people";
import type { World } from "../world";
import { isOrganizer } from "./event-label";

/** What the event dialog shows and may change, in the person's own zone. */
export function eventForm(world: World, person: SandboxPerson, record: EventRecord) {
  const others = (record.attendees ?? []).filter((row) => !sameAddress(row.email, person.email));
  const { details } = record;
  return {
    id: record.id,
    etag: etagOf(record),
    status: record.status,
    title: details.summary ?? "",
    ...timeFields(record, person),
    guests: others.map((row) => ({
      email: row.email,
      responseStatus: row.responseStatus,
      name: nameOf(world, row),
    })),
    attendees: record.attendees ?? [],
    location: details.location ?? "",
    description: details.description ?? "",
    isPrivate: isHidden(details.visibility),
    isOutOfOffice: record.eventType === "outOfOffice",
    eventType: record.eventType,
    meet: meetText(record),
    series: seriesKind(record),
    organizer: findPerson(world.people, record.organizer.email)?.name ?? record.organizer.email,
    canEdit: isOrganizer(record, person) || details.guestsCanModify === true,
    isOrganizer: isOrganizer(record, person),
    answer: rowOf(record.attendees, person.email)?.responseStatus,
  };
}

function timeFields(record: EventRecord, person: SandboxPerson) {
  const isAllDay = "date" in record.start;
  const start = localTime(record.start, person.timeZone);
  const end = localTime(record.end, person.timeZone);
  const lastDay = isAllDay ? end.toPlainDate().subtract({ days: 1 }) : end.toPlainDate();
  return {
    isAllDay,
    date: start.toPlainDate().toString(),
    lastDay: lastDay.toString(),
    start: start.toPlainTime().toString({ smallestUnit: "minute" }),
    end: end.toPlainTime().toString({ smallestUnit: "minute" }),
    timeZone: person.timeZone,
  };
}

function localTime(time: EventTime, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(timeToMs(time, zone)).toZonedDateTimeISO(zone);
}

function meetText(record: EventRecord): string {
  const { conferenceData, hangoutLink } = record.details;
  if (hangoutLink) return hangoutLink;
  const status = conferenceData?.createRequest?.status?.statusCode;
  if (status === "pending") return "The link is being made …";
  return status === "failure" ? "Meet is not available for this event." : "";
}

function seriesKind(record: EventRecord): "none" | "instance" | "master" {
  if (record.recurringEventId) return "instance";
  return record.recurrence ? "master" : "none";
}

function nameOf(world: World, row: { email: string; displayName?: string | undefined }): string {
  return row.displayName ?? findPerson(world.people, row.email)?.name ?? addressKey(row.email);
}
