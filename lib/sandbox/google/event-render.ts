import { isHidden } from "./event-fields";
import type { Attendee, EventRecord } from "./event-record";
import { timeToWire } from "./event-time";
import { etagOf } from "./located-event";
import { findPerson, sameAddress } from "./people";
import type { World } from "./world";

/** On whose calendar a copy is shown, in which zone its offsets are written, and how many guests fit. */
export type Viewer = {
  email: string;
  zone: string;
  maxAttendees?: number | undefined;
  isBusyOnly?: boolean | undefined;
};

/** The event resource as the owner of the calendar reads it. */
export function renderEvent(world: World, viewer: Viewer, record: EventRecord): Record<string, unknown> {
  if (viewer.isBusyOnly) return renderBusy(viewer, record);
  const { details } = record;
  const guests = renderAttendees(world, viewer, record);
  return {
    kind: "calendar#event",
    etag: etagOf(record),
    id: record.id,
    status: record.status,
    htmlLink: htmlLink(world, viewer.email, record.id),
    created: record.created,
    updated: record.updated,
    ...details,
    creator: markSelf(record.creator, viewer),
    organizer: markSelf(record.organizer, viewer),
    start: timeToWire(record.start, viewer.zone),
    end: timeToWire(record.end, viewer.zone),
    recurrence: record.recurrence,
    ...slotOf(record, viewer),
    iCalUID: record.iCalUID,
    sequence: record.sequence,
    attendees: guests.rows,
    attendeesOmitted: details.attendeesOmitted || guests.omitted || undefined,
    eventType: record.eventType,
  };
}

/** The least a deleted event or instance is guaranteed to carry (providers 2.1). */
export function renderStub(viewer: Viewer, record: EventRecord): Record<string, unknown> {
  return {
    kind: "calendar#event",
    etag: etagOf(record),
    id: record.id,
    status: "cancelled",
    ...slotOf(record, viewer),
  };
}

/** The address of an event on the sandbox's own calendar page. */
export function htmlLink(world: World, email: string, id: string): string {
  return `${world.origin}/calendar?as=${encodeURIComponent(email)}&event=${encodeURIComponent(id)}`;
}

function renderBusy(viewer: Viewer, record: EventRecord): Record<string, unknown> {
  return {
    kind: "calendar#event",
    etag: etagOf(record),
    id: record.id,
    status: record.status,
    start: timeToWire(record.start, viewer.zone),
    end: timeToWire(record.end, viewer.zone),
    visibility: isHidden(record.details.visibility) ? "private" : undefined,
    transparency: record.details.transparency,
    ...slotOf(record, viewer),
    iCalUID: record.iCalUID,
    eventType: record.eventType,
  };
}

function slotOf(record: EventRecord, viewer: Viewer) {
  if (!record.recurringEventId || !record.originalStart) return {};
  return {
    recurringEventId: record.recurringEventId,
    originalStartTime: timeToWire(record.originalStart, viewer.zone),
  };
}

function renderAttendees(world: World, viewer: Viewer, record: EventRecord) {
  const rows = record.attendees?.map((row) => renderRow(world, viewer, record, row));
  if (!rows || viewer.maxAttendees === undefined || rows.length <= viewer.maxAttendees) return { rows };
  return { rows: rows.filter((row) => row.self), omitted: true };
}

function renderRow(world: World, viewer: Viewer, record: EventRecord, row: Attendee) {
  const displayName = row.displayName ?? findPerson(world.people, row.email)?.name;
  return {
    ...row,
    displayName,
    organizer: sameAddress(row.email, record.organizer.email) || undefined,
    self: sameAddress(row.email, viewer.email) || undefined,
  };
}

function markSelf(mailbox: { email: string; displayName?: string | undefined }, viewer: Viewer) {
  return { ...mailbox, self: sameAddress(mailbox.email, viewer.email) || undefined };
}
