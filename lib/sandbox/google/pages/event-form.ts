import { timeFields } from "../../desk/pages/time-fields";
import { isHidden } from "../event-fields";
import type { EventRecord } from "../event-record";
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
    ...timeFields(record, person.timeZone),
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
