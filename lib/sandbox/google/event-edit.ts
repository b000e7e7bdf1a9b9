import { invalidValue } from "./api-error";
import { askForConference, withoutConference } from "./conference";
import { checkOutOfOffice, contentToInput, readContent } from "./event-content";
import { changedFields, isHidden, movesInTime } from "./event-fields";
import { contentMembers, type EventInput, mergePatch, parseEventInput } from "./event-input";
import type { WriteCall } from "./event-insert";
import { cloneRecord, type EventContent, type EventRecord } from "./event-record";
import { removeEvent } from "./event-remove";
import { editAsGuest } from "./guest-writes";
import { locate, requireCurrent } from "./located-event";
import { commitAsOrganizer, restrictSeries } from "./organizer-writes";
import { sameAddress } from "./people";
import { type World, zoneOf } from "./world";

/** PATCH merges into what is there, PUT replaces it. */
export type EditMode = "patch" | "replace";

/** `events.patch` and `events.update`; throws 404, 412 and the 400s of a bad event. Returns the caller's copy. */
export function editEvent(
  world: World,
  call: WriteCall,
  id: string,
  body: unknown,
  mode: EditMode,
): EventRecord {
  const input = parseEventInput(body);
  const current = requireCurrent(world, call.email, id, call.ifMatch);
  checkUnchangeable(current, input);
  // The merge leaves a conference out, which is asked for apart.
  if (current.eventType === "outOfOffice") checkOutOfOffice(input);
  if (input.status === "cancelled" && current.status !== "cancelled") {
    removeEvent(world, { ...call, ifMatch: undefined }, id);
    return locate(world, call.email, id)?.record ?? current;
  }
  const moved =
    current.recurringEventId && hidesMore(current, input) ? restricted(world, call, current, input) : current;
  const content = contentAfter(world, call, moved, input, mode);
  if (!sameAddress(moved.organizer.email, call.email)) return editAsGuest(world, call, moved, content, input);
  return commitAsOrganizer(world, moved, organizerCopy(world, call, moved, content, input, mode), call);
}

/** The instance's own list of fields that no longer follow the series, after a change. */
export function ownFields(before: EventRecord, after: EventContent): string[] | undefined {
  if (!before.recurringEventId) return before.own;
  return [...new Set([...(before.own ?? []), ...changedFields(before, after)])];
}

function checkUnchangeable(current: EventRecord, input: EventInput): void {
  if (input.eventType && input.eventType !== current.eventType) {
    throw invalidValue("The event type cannot be changed.", "eventType");
  }
  if (input.sequence != null && input.sequence < current.sequence) {
    throw invalidValue("Invalid sequence value. The specified sequence number is below the current one.");
  }
}

function contentAfter(
  world: World,
  call: WriteCall,
  current: EventRecord,
  input: EventInput,
  mode: EditMode,
): EventContent {
  const calendarZone = zoneOf(world, call.email);
  const given = contentMembers(input);
  // Loosening one instance is ignored: the series decides (providers 2.1).
  if (current.recurringEventId) given.visibility = current.details.visibility;
  const whole = mode === "patch" ? mergePatch(contentToInput(current, calendarZone), given) : given;
  const organizer = current.organizer.email;
  const content = readContent(parseEventInput(whole), {
    calendarZone,
    eventType: current.eventType,
    organizer,
  });
  if (current.recurringEventId) content.recurrence = undefined;
  const { conferenceData, hangoutLink, attendeesOmitted } = current.details;
  Object.assign(content.details, definedOnly({ conferenceData, hangoutLink, attendeesOmitted }));
  if (mode === "patch" || content.details.reminders) return content;
  return { ...content, details: { ...content.details, reminders: { useDefault: true } } };
}

function organizerCopy(
  world: World,
  call: WriteCall,
  current: EventRecord,
  content: EventContent,
  input: EventInput,
  mode: EditMode,
): EventRecord {
  const sequence = Math.max(input.sequence ?? 0, current.sequence + (movesInTime(current, content) ? 1 : 0));
  const next: EventRecord = {
    ...cloneRecord(current),
    ...content,
    sequence,
    own: ownFields(current, content),
  };
  if (!call.conference) return next;
  if (mode === "replace" && input.conferenceData === undefined) return withoutConference(next);
  return askForConference(world, next, input.conferenceData);
}

function hidesMore(current: EventRecord, input: EventInput): boolean {
  return isHidden(input.visibility) && !isHidden(current.details.visibility);
}

function restricted(world: World, call: WriteCall, current: EventRecord, input: EventInput): EventRecord {
  restrictSeries(world, call.email, current.recurringEventId ?? current.id, input.visibility ?? "private");
  return locate(world, call.email, current.id)?.record ?? current;
}

function definedOnly<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<Value>;
}
