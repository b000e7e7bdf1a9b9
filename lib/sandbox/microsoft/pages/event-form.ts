import { timeFields } from "../../desk/pages/time-fields";
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
    ...timeFields(record, person.timeZone),
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

function linkText({ details, teamsFails }: EventRecord): string {
  if (details.joinUrl) return details.joinUrl;
  if (!details.isOnlineMeeting) return "";
  return teamsFails ? "Teams is not available for this event." : "The link is being made …";
}

function seriesKind(record: EventRecord): "none" | "instance" | "master" {
  if (record.seriesMasterId) return "instance";
  return record.recurrence ? "master" : "none";
}
