import type {
  Attendee as PageAttendee,
  EventRecord as PageEvent,
  ResponseStatus,
} from "../google/event-record";
import { findPerson, type SandboxPerson, sameAddress } from "../google/people";
import type { EventRecord, Response } from "./event-record";
import { textOf } from "./event-render";
import { ruleOf } from "./series-rule";
import { withoutJoinBlock } from "./teams-link";
import type { World } from "./world";

const ANSWERS: Record<Response, ResponseStatus> = {
  none: "needsAction",
  notResponded: "needsAction",
  organizer: "accepted",
  accepted: "accepted",
  tentativelyAccepted: "tentative",
  declined: "declined",
};

/** An event the way the calendar pages of both sandboxes show it, so that one page and one journey fit both. */
export function pageRecord(world: World, person: SandboxPerson, record: EventRecord): PageEvent {
  const { details } = record;
  const zone = "timeZone" in record.start ? record.start.timeZone : "UTC";
  const isPrivate = details.sensitivity !== undefined && details.sensitivity !== "normal";
  const organizer = { email: record.organizer.address, displayName: record.organizer.name };
  return {
    id: record.id,
    iCalUID: record.iCalUId,
    eventType: details.showAs === "oof" ? "outOfOffice" : "default",
    status: record.isCancelled ? "cancelled" : "confirmed",
    start: record.start,
    end: record.end,
    recurrence: record.recurrence && [ruleOf(record.recurrence, zone)],
    attendees: record.attendees.map((row) => pageRow(world, person, record, row)),
    details: {
      summary: details.subject ?? "",
      description: textOf(withoutJoinBlock(details.body)),
      location: details.location,
      visibility: isPrivate ? "private" : undefined,
      hangoutLink: details.joinUrl,
    },
    created: new Date(record.createdAt).toISOString(),
    updated: new Date(record.modifiedAt).toISOString(),
    rev: record.rev,
    sequence: record.sequence,
    creator: organizer,
    organizer,
    recurringEventId: record.seriesMasterId,
  };
}

/** The JSON of the control routes: the same members for both providers. */
export function describeForControl(world: World, person: SandboxPerson, record: EventRecord) {
  const { details, rev: _, ...rest } = pageRecord(world, person, record);
  return {
    ...rest,
    ...details,
    isDraft: record.isDraft === true,
    isOnlineMeeting: details.hangoutLink !== undefined || record.details.isOnlineMeeting === true,
    showAs: record.details.showAs ?? "busy",
    sensitivity: record.details.sensitivity ?? "normal",
    calendar: record.calendar,
    cancelledDays: record.cancelledDays,
    ownAnswer: ANSWERS[record.answer.response],
  };
}

function pageRow(
  world: World,
  person: SandboxPerson,
  record: EventRecord,
  row: EventRecord["attendees"][number],
): PageAttendee {
  const isSelf = sameAddress(row.address, person.email);
  const name = findPerson(world.people, row.address)?.name ?? row.name;
  return {
    email: row.address,
    displayName: name,
    responseStatus: ANSWERS[isSelf ? record.answer.response : row.answer.response],
    ...(row.type === "optional" ? { optional: true } : {}),
    ...(row.type === "resource" ? { resource: true } : {}),
  };
}
