import { sameAddress } from "../google/people";
import { ApiError, invalidProperty, invalidRequest } from "./api-error";
import { patchContent } from "./event-content";
import type { WriteCall } from "./event-create";
import { changedFields, isWorthTelling, movesInTime } from "./event-fields";
import { type EventInput, parseEventInput } from "./event-input";
import { cloneRecord, type EventContent, type EventRecord } from "./event-record";
import { requireCurrent } from "./located-event";
import { commitAsOrganizer } from "./organizer-writes";
import { dayOf, neighbours } from "./series-slots";
import { askForLink, keepOrLoseLink } from "./teams-link";
import type { World } from "./world";

/** `PATCH …/events/{id}`; throws 404, 412 and the 400s of a bad event. Returns the caller's copy. */
export function editEvent(world: World, call: WriteCall, id: string, body: unknown): EventRecord {
  const input = parseEventInput(body);
  const current = requireCurrent(world, call.email, id, call.ifMatch);
  checkUnchangeable(current, input);
  const content = patchContent(input, current, call.email);
  const changed = changedFields(current, content);
  if (current.seriesMasterId && movesInTime(changed)) refuseCrossing(world, call, current, content);
  const next = nextCopy(world, call, current, content, input);
  if (isOrganizer(current, call.email)) return commitAsOrganizer(world, call.email, current, next, call);
  // A guest's edit stays on the guest's copy and is overwritten by the organiser's next update (providers 3.2).
  return changed.length === 0 && !input.singleValueExtendedProperties
    ? current
    : world.store.put(call.email, next);
}

/** Whether this mailbox organises the event. */
export function isOrganizer(record: EventRecord, email: string): boolean {
  return sameAddress(record.organizer.address, email);
}

/** The instance's own list of fields that no longer follow the series, after a change. */
export function ownFields(before: EventRecord, after: EventContent): string[] | undefined {
  if (!before.seriesMasterId) return before.own;
  return [...new Set([...(before.own ?? []), ...changedFields(before, after)])];
}

function nextCopy(
  world: World,
  call: WriteCall,
  current: EventRecord,
  content: EventContent,
  input: EventInput,
): EventRecord {
  const changed = changedFields(current, content);
  const isOwn = isOrganizer(current, call.email);
  const asked = isOwn && movesInTime(changed) ? askedAnew(content) : content;
  const next: EventRecord = {
    ...cloneRecord(current),
    ...asked,
    recurrence: asked.recurrence,
    own: ownFields(current, content),
    sequence: current.sequence + (isOwn && isWorthTelling(changed) ? 1 : 0),
    isDraft: call.isDraft === false ? undefined : current.isDraft,
    properties: mergedProperties(current, input),
  };
  const linked = input.body === undefined ? next : keepOrLoseLink(next);
  return isOwn && input.isOnlineMeeting ? askForLink(world, call.email, linked) : linked;
}

/** A new time sets all answers back (providers 3.2). */
function askedAnew(content: EventContent): EventContent {
  const attendees = content.attendees.map((row) => ({ ...row, answer: { response: "none" as const } }));
  return { ...content, attendees };
}

function mergedProperties(current: EventRecord, input: EventInput): EventRecord["properties"] {
  const given = input.singleValueExtendedProperties;
  if (!given) return current.properties;
  const kept = (current.properties ?? []).filter((each) => !given.some((other) => other.id === each.id));
  return [...kept, ...given];
}

function checkUnchangeable(current: EventRecord, input: EventInput): void {
  if (input.transactionId !== undefined && input.transactionId !== current.transactionId) {
    throw new ApiError(400, "ErrorInvalidPropertySet", "Set action is invalid for property 'transactionId'.");
  }
  if (input.recurrence && current.seriesMasterId) {
    throw invalidProperty("Recurrence cannot be set on an occurrence.");
  }
  if (current.isCancelled) throw invalidRequest("Your request can't be completed. The meeting was canceled.");
}

/** An occurrence stays between its neighbours (providers 3.2). */
function refuseCrossing(world: World, call: WriteCall, current: EventRecord, content: EventContent): void {
  const master = world.store.mailbox(call.email).events.get(current.seriesMasterId ?? "");
  if (!master || !current.day) return;
  const { before, after } = neighbours(master, current.day);
  const day = dayOf(content.start);
  if ((!before || day > before.day) && (!after || day < after.day)) return;
  const message = "Modified occurrence is crossing or overlapping adjacent occurrence.";
  throw new ApiError(400, "ErrorOccurrenceCrossingBoundary", message);
}
