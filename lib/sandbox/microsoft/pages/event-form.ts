import { Temporal } from "temporal-polyfill";
import type { EventTime } from "../../google/event-record";
import { timeToMs } from "../../google/event-time";
import { findPerson, type SandboxPerson, sameAddress } from "../../google/people";
import { changeKeyOf } from "../change-key";
import { isOrganizer } from "../event-edit";
import { isHidden } from "../event-fields";
import type { EventRecord } from "../event-record";
import { pageRecord } from "../page-record";
import type { World } from "../world";

/** What the event dialog shows and may change, in the person's own zone. */
export function eventForm(world: World, person: SandboxPerson, record: EventRecord) {
  const shown = pageRecord(world, person, record);
  const rows = shown.attendees ?? [];
  const others = rows.filter((row) => !sameAddress(row.email, person.email));
  return {
    id: record.id,
    etag: changeKeyOf(record),
    status: shown.status,
    title: shown.details.summary ?? "",
    ...timeFields(record, person),
    guests: others.map((row) => ({
      email: row.email,
      responseStatus: row.responseStatus,
      name: row.displayName ?? row.email,
    })),
    attendees: rows,
    location: shown.details.location ?? "",
    description: shown.details.description ?? "",
    isPrivate: isHidden(record.details.sensitivity),
    isOutOfOffice: record.details.showAs === "oof",
    eventType: shown.eventType,
    meet: linkText(record),
    series: seriesKind(record),
    organizer: findPerson(world.people, record.organizer.address)?.name ?? record.organizer.name,
    canEdit: isOrganizer(record, person.email) && !record.isCancelled,
    isOrganizer: isOrganizer(record, person.email),
    answer: record.isCancelled
      ? undefined
      : rows.find((row) => sameAddress(row.email, person.email))?.responseStatus,
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

function linkText({ details, teamsFails }: EventRecord): string {
  if (details.joinUrl) return details.joinUrl;
  if (!details.isOnlineMeeting) return "";
  return teamsFails ? "Teams is not available for this event." : "The link is being made …";
}

function seriesKind(record: EventRecord): "none" | "instance" | "master" {
  if (record.seriesMasterId) return "instance";
  return record.recurrence ? "master" : "none";
}
