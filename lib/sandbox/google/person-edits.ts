import { ApiError } from "./api-error";
import { editEvent } from "./event-edit";
import { type EventInput, parseEventInput } from "./event-input";
import { insertEvent, type WriteCall } from "./event-insert";
import type { ResponseStatus } from "./event-record";
import { cloneRecord, type EventRecord } from "./event-record";
import { removeEvent } from "./event-remove";
import { parseEventTime, sameTime, shiftedBy, timeToWire } from "./event-time";
import { answerAs } from "./guest-writes";
import { requireCurrent } from "./located-event";
import { sameAddress } from "./people";
import { endAt, splitSeries } from "./series-split";
import { type World, zoneOf } from "./world";

/** Which part of a series a person means on their calendar page. */
export type Extent = "this" | "following" | "all";

/** A new event from the calendar page, which lists its organiser among the guests as Google's page does. */
export function insertAsPerson(world: World, call: WriteCall, body: unknown): EventRecord {
  const input = parseEventInput(body);
  const guests = input.attendees ?? [];
  const isAlone = guests.length === 0 || guests.some((row) => sameAddress(row.email, call.email));
  const attendees = isAlone
    ? guests
    : [{ email: call.email, responseStatus: "accepted" as const }, ...guests];
  return insertEvent(world, call, { ...input, attendees: attendees.length > 0 ? attendees : undefined });
}

/** An edit from the calendar page. Moving an event in time asks the guests anew (providers 2.1, `sequence`). */
export function editAsPerson(
  world: World,
  call: WriteCall,
  id: string,
  body: unknown,
  extent: Extent,
): EventRecord {
  const shown = requireCurrent(world, call.email, id, call.ifMatch);
  const asked = askAnew(world, call, shown, body);
  const masterId = shown.recurringEventId;
  if (!masterId || extent === "this") return editEvent(world, call, id, asked, "patch");
  if (extent === "all")
    return editEvent(
      world,
      { ...call, ifMatch: undefined },
      masterId,
      onMaster(world, call, shown, asked),
      "patch",
    );
  requireOrganizer(shown, call);
  const newId = splitSeries(world, call, shown);
  return editEvent(world, { ...call, ifMatch: undefined }, newId ?? masterId, asked, "patch");
}

/** Delete on the calendar page. */
export function removeAsPerson(world: World, call: WriteCall, id: string, extent: Extent): void {
  const shown = requireCurrent(world, call.email, id, call.ifMatch);
  const masterId = shown.recurringEventId;
  if (!masterId || extent === "this") {
    removeEvent(world, call, id);
    return;
  }
  if (extent === "following") requireOrganizer(shown, call);
  if (extent === "following" && endAt(world, call, shown) === "shortened") return;
  removeEvent(world, { ...call, ifMatch: undefined }, masterId);
}

/** Yes, Maybe or No from the calendar page or the inbox. */
export function respondAsPerson(
  world: World,
  call: WriteCall,
  id: string,
  responseStatus: ResponseStatus,
  extent: Extent,
): EventRecord {
  const shown = requireCurrent(world, call.email, id, undefined);
  const target = extent === "all" && shown.recurringEventId ? shown.recurringEventId : id;
  answerAs(world, call.email, requireCurrent(world, call.email, target, undefined), { responseStatus });
  return requireCurrent(world, call.email, id, undefined);
}

function askAnew(world: World, call: WriteCall, shown: EventRecord, body: unknown): Record<string, unknown> {
  const input = withOrganizer(call, shown, parseEventInput(body));
  const given: Record<string, unknown> = { ...input };
  if (!sameAddress(shown.organizer.email, call.email) || !isMoved(world, call, shown, input)) return given;
  const rows = input.attendees ?? shown.attendees;
  given.attendees = rows?.map((row) =>
    sameAddress(row.email, call.email) ? row : { ...row, responseStatus: "needsAction" },
  );
  return given;
}

/** The first guests of an event bring its organiser onto the list, as on insert. */
function withOrganizer(call: WriteCall, shown: EventRecord, input: EventInput): EventInput {
  const isFirst = !shown.attendees?.length && input.attendees?.length;
  if (!isFirst || !sameAddress(shown.organizer.email, call.email)) return input;
  return {
    ...input,
    attendees: [{ email: call.email, responseStatus: "accepted" }, ...(input.attendees ?? [])],
  };
}

function isMoved(
  world: World,
  call: WriteCall,
  shown: EventRecord,
  input: { start?: unknown; end?: unknown },
): boolean {
  const zone = zoneOf(world, call.email);
  const { start, end } = parseEventInput(input);
  const differs = (side: "start" | "end", value: typeof start) =>
    value != null && !sameTime(parseEventTime(value, side, zone), shown[side]);
  return differs("start", start) || differs("end", end);
}

/** The same edit seen from the master: its first slot moves as far as the shown one did. */
function onMaster(world: World, call: WriteCall, shown: EventRecord, body: Record<string, unknown>) {
  const { start: givenStart, end: givenEnd } = parseEventInput(body);
  if (!givenStart || !givenEnd || !shown.recurringEventId) return body;
  const zone = zoneOf(world, call.email);
  const master = requireCurrent(world, call.email, shown.recurringEventId, undefined);
  const newStart = parseEventTime(givenStart, "start", zone);
  const newEnd = parseEventTime(givenEnd, "end", zone);
  if (sameTime(newStart, shown.start) && sameTime(newEnd, shown.end))
    return { ...body, start: undefined, end: undefined };
  const start = shiftedBy(cloneRecord(master).start, shown.start, newStart);
  const end = shiftedBy(newEnd, newStart, start);
  return { ...body, start: timeToWire(start, zone), end: timeToWire(end, zone) };
}

function requireOrganizer(shown: EventRecord, call: WriteCall): void {
  if (sameAddress(shown.organizer.email, call.email)) return;
  throw new ApiError(
    403,
    "forbidden",
    "Only the organizer can change this and following events.",
    "calendar",
  );
}
