import { plainText } from "../desk/plain-text";
import { timeToMs } from "../google/event-time";
import { findPerson } from "../google/people";
import { changeKeyOf, etagOf } from "./change-key";
import { isHidden } from "./event-fields";
import type { Answer, Attendee, Body, EventRecord } from "./event-record";
import { dateTimeToWire, instantToWire } from "./graph-time";
import { isPersonal } from "./identity";
import { movableId } from "./item-id";
import type { Preferences } from "./preferences";
import { patternSlotOn } from "./series-slots";
import { windowsZone } from "./time-zones";
import type { World } from "./world";

/** Whose mailbox is read, and how the answer is to be written. `Calendars.ReadBasic` hides texts. */
export type Viewer = { email: string; preferences: Preferences; isBasic?: boolean | undefined };

const NEVER = "0001-01-01T00:00:00Z";

/** The event resource as the owner of the mailbox reads it. */
export function renderEvent(world: World, viewer: Viewer, record: EventRecord): Record<string, unknown> {
  const { details } = record;
  const { timeZone, bodyType } = viewer.preferences;
  return {
    "@odata.etag": etagOf(record),
    id: idFor(viewer, record),
    createdDateTime: instantToWire(record.createdAt),
    lastModifiedDateTime: instantToWire(record.modifiedAt),
    changeKey: changeKeyOf(record),
    transactionId: record.transactionId ?? null,
    originalStartTimeZone: record.zoneLabel ?? zoneName(record.start),
    originalEndTimeZone: record.zoneLabel ?? zoneName(record.end),
    iCalUId: uidFor(world, record),
    ...settingsOf(details),
    subject: details.subject ?? "",
    ...(viewer.isBasic ? {} : { bodyPreview: textOf(details.body).slice(0, 255) }),
    isAllDay: "date" in record.start,
    isCancelled: record.isCancelled === true,
    isOrganizer: record.answer.response === "organizer",
    isDraft: record.isDraft === true,
    seriesMasterId: record.seriesMasterId ? shownId(viewer, record.seriesMasterId, record.moves) : null,
    type: typeOf(record),
    webLink: webLink(world, viewer.email, record.id),
    ...slotOf(world, viewer, record),
    recurrence: record.recurrence ?? null,
    responseStatus: answerToWire(record.answer),
    ...(viewer.isBasic ? {} : { body: renderBody(details.body, bodyType) }),
    start: dateTimeToWire(record.start, timeZone),
    end: dateTimeToWire(record.end, timeZone),
    ...placesOf(details.location),
    attendees: record.attendees.map(renderAttendee),
    organizer: { emailAddress: { name: record.organizer.name, address: record.organizer.address } },
    onlineMeeting: renderLink(record),
  };
}

/** The details that always show, with what an absent one means (providers 3.1). */
function settingsOf(details: EventRecord["details"]) {
  return {
    categories: details.categories ?? [],
    reminderMinutesBeforeStart: details.reminderMinutesBeforeStart ?? 15,
    isReminderOn: details.isReminderOn ?? true,
    hasAttachments: false,
    importance: details.importance ?? "normal",
    sensitivity: details.sensitivity ?? "normal",
    responseRequested: details.responseRequested ?? true,
    showAs: details.showAs ?? "busy",
    onlineMeetingUrl: null,
    isOnlineMeeting: details.isOnlineMeeting === true,
    onlineMeetingProvider: details.isOnlineMeeting ? "teamsForBusiness" : "unknown",
    allowNewTimeProposals: details.allowNewTimeProposals ?? true,
    hideAttendees: details.hideAttendees === true,
  };
}

/** What a delta round tells of an unmodified slot, and no more (providers 3.3). */
export function renderOccurrence(viewer: Viewer, record: EventRecord): Record<string, unknown> {
  const { timeZone } = viewer.preferences;
  return {
    "@odata.type": "#microsoft.graph.event",
    "@odata.etag": etagOf(record),
    seriesMasterId: shownId(viewer, record.seriesMasterId ?? "", record.moves),
    type: "occurrence",
    start: dateTimeToWire(record.start, timeZone),
    end: dateTimeToWire(record.end, timeZone),
    id: idFor(viewer, record),
  };
}

/** The id in the form the request asked for. */
export function idFor(viewer: Viewer, record: EventRecord): string {
  return shownId(viewer, record.id, record.moves);
}

/** Any immutable id in the form the request asked for. */
export function shownId(viewer: Viewer, id: string, moves: number): string {
  return viewer.preferences.idType === "immutable" ? id : movableId(id, moves);
}

/** `singleInstance`, `occurrence`, `exception` or `seriesMaster`. */
export function typeOf(record: EventRecord): string {
  if (record.recurrence) return "seriesMaster";
  if (!record.seriesMasterId) return "singleInstance";
  return record.own && record.own.length > 0 ? "exception" : "occurrence";
}

/** The address of an event on the sandbox's own calendar page. */
export function webLink(world: World, email: string, id: string): string {
  return `${world.origin}/calendar?as=${encodeURIComponent(email)}&event=${encodeURIComponent(id)}`;
}

/** A body as plain text. */
export function textOf(body: Body | undefined): string {
  if (!body) return "";
  if (body.contentType === "text") return body.content;
  return plainText(body.content);
}

/** Whether this mailbox can hold Teams meetings. */
export function hasTeams(world: World, email: string): boolean {
  const person = findPerson(world.people, email);
  return person !== undefined && !isPersonal(person);
}

/** What somebody else may learn of an event's title. */
export function titleForOthers(record: EventRecord): string | undefined {
  return isHidden(record.details.sensitivity) ? undefined : record.details.subject;
}

function renderAttendee(row: Attendee) {
  return {
    type: row.type,
    status: answerToWire(row.answer),
    emailAddress: { name: row.name, address: row.address },
  };
}

function answerToWire({ response, at }: Answer) {
  return { response, time: at === undefined ? NEVER : new Date(at).toISOString() };
}

function renderBody(body: Body | undefined, contentType: "text" | "html") {
  if (contentType === "text") return { contentType, content: textOf(body) };
  if (body?.contentType !== "text") return { contentType, content: body?.content ?? "" };
  const escaped = body.content.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return { contentType, content: `<html><body>${escaped.replace(/\n/g, "<br>")}</body></html>` };
}

function placesOf(location: string | undefined) {
  const place = { displayName: location ?? "", locationType: "default", uniqueIdType: "unknown" };
  return { location: place, locations: location ? [{ ...place, uniqueIdType: "private" }] : [] };
}

function renderLink({ details }: EventRecord) {
  if (!details.isOnlineMeeting) return null;
  return { joinUrl: details.joinUrl ?? null, conferenceId: null, tollNumber: null };
}

function slotOf(world: World, viewer: Viewer, record: EventRecord) {
  if (!record.seriesMasterId || !record.day) return {};
  const master = world.store.mailbox(viewer.email).events.get(record.seriesMasterId);
  const slot = master && patternSlotOn(master, record.day);
  return { originalStart: instantToWire(timeToMs((slot ?? record).start, "UTC")) };
}

function uidFor(world: World, record: EventRecord): string | null {
  const { instanceUid } = world.store.state.behaviours;
  if (!record.seriesMasterId || instanceUid === "of the series") return record.iCalUId;
  return instanceUid === "none" ? null : `${record.iCalUId}${(record.day ?? "").replace(/-/g, "")}`;
}

function zoneName(time: EventRecord["start"]): string {
  return "timeZone" in time ? windowsZone(time.timeZone) : "UTC";
}
