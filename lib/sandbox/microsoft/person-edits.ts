import { parseEventTime, sameTime, shiftedBy } from "../google/event-time";
import type { SandboxPerson } from "../google/people";
import { invalidRequest, itemNotFound } from "./api-error";
import { answerEvent, type GuestAnswer } from "./event-answer";
import { createEvent, type WriteCall } from "./event-create";
import { editEvent, isOrganizer } from "./event-edit";
import { cloneRecord, type EventRecord } from "./event-record";
import { removeEvent } from "./event-remove";
import { textOf } from "./event-render";
import { requireCurrent } from "./located-event";
import { graphBody, type PersonInput, parsePersonInput } from "./person-input";
import { shortenBefore, tailRecurrence } from "./series-split";
import { withJoinBlock, withoutJoinBlock } from "./teams-link";
import type { World } from "./world";

/** Which part of a series a person means on their calendar page. */
export type Extent = "this" | "following" | "all";
type Actor = { world: World; person: SandboxPerson };

/** A new event from the calendar page; `isDraft` saves it without telling anybody. */
export function insertAsPerson({ world, person }: Actor, body: unknown): EventRecord {
  const input = parsePersonInput(body);
  return createEvent(world, { ...pageCall(person), isDraft: input.isDraft }, graphBody(input, person));
}

/** An edit from the calendar page; `isDraft: false` sends a draft. */
export function editAsPerson(actor: Actor, id: string, body: unknown, extent: Extent): EventRecord {
  const { world, person } = actor;
  const shown = requireCurrent(world, person.email, id, undefined);
  const input = stillAway(shown, onlyChanges(shown, parsePersonInput(body)));
  const call = { ...pageCall(person), isDraft: input.isDraft };
  if (!shown.seriesMasterId || extent === "this") {
    return editEvent(world, call, id, withLinkKept(shown, graphBody(input, person), input));
  }
  const master = masterOf(actor, shown);
  if (extent === "all")
    return editEvent(
      world,
      call,
      master.id,
      withLinkKept(master, graphBody(onMaster(master, shown, input, person), person), input),
    );
  requireOrganizer(shown, person);
  const recurrence = tailRecurrence(master, shown);
  shortenBefore(world, call, master, shown);
  return createEvent(world, call, { ...tailBody(shown, person), ...graphBody(input, person), recurrence });
}

/** Delete on the calendar page. */
export function removeAsPerson(actor: Actor, id: string, extent: Extent): void {
  const { world, person } = actor;
  const shown = requireCurrent(world, person.email, id, undefined);
  const call = pageCall(person);
  if (!shown.seriesMasterId || extent === "this") {
    removeEvent(world, call, id);
    return;
  }
  const master = masterOf(actor, shown);
  if (extent === "following") {
    requireOrganizer(shown, person);
    if (shortenBefore(world, call, master, shown) === "shortened") return;
  }
  removeEvent(world, call, master.id);
}

/** Yes, Maybe or No from the calendar page or the inbox. */
export function respondAsPerson(actor: Actor, id: string, response: GuestAnswer, extent: Extent): void {
  const { world, person } = actor;
  const shown = requireCurrent(world, person.email, id, undefined);
  const target = extent === "all" && shown.seriesMasterId ? shown.seriesMasterId : id;
  const sendResponse = shown.details.responseRequested !== false;
  answerEvent(world, pageCall(person), target, response, { sendResponse });
}

/** Drags an item to another calendar of the same mailbox: its default id changes, the immutable one stays. */
export function moveAsPerson(
  { world, person }: Actor,
  id: string,
  calendar: "default" | "other",
): EventRecord {
  const shown = requireCurrent(world, person.email, id, undefined);
  if (shown.seriesMasterId) throw invalidRequest("An occurrence cannot be moved to another calendar.");
  if (shown.calendar === calendar) return shown;
  return world.store.put(person.email, { ...cloneRecord(shown), calendar, moves: shown.moves + 1 });
}

function pageCall(person: SandboxPerson): WriteCall {
  return { email: person.email, cause: "calendar page", mails: "as Exchange does" };
}

function masterOf({ world, person }: Actor, shown: EventRecord): EventRecord {
  const master = world.store.mailbox(person.email).events.get(shown.seriesMasterId ?? "");
  if (!master || master.isGone) throw itemNotFound();
  return master;
}

/** The page shows texts without the join block: a new text of a Teams meeting gets it back. */
function withLinkKept(
  shown: EventRecord,
  body: Record<string, unknown>,
  input: PersonInput,
): Record<string, unknown> {
  const { joinUrl } = shown.details;
  if (!joinUrl || input.description === undefined) return body;
  return { ...body, body: withJoinBlock({ contentType: "text", content: input.description ?? "" }, joinUrl) };
}

/** The page sends its whole form: what it shows already is no change, or every save would mail the guests. */
function onlyChanges(shown: EventRecord, input: PersonInput): PersonInput {
  const { body, location } = shown.details;
  const isSame = (given: string | null | undefined, known: string) => (given ?? "") === known;
  const { description, location: place, ...rest } = input;
  return {
    ...rest,
    ...(isSame(description, textOf(withoutJoinBlock(body))) ? {} : { description }),
    ...(isSame(place, location ?? "") ? {} : { location: place }),
  };
}

/** The page does not say again what kind of event it is: whole days of out of office stay all-day. */
function stillAway(shown: EventRecord, input: PersonInput): PersonInput {
  const isAway = shown.details.showAs === "oof" && input.start && input.end;
  return isAway ? { eventType: "outOfOffice", ...input } : input;
}

/** The same edit seen from the master: its first slot moves as far as the shown one did. */
function onMaster(
  master: EventRecord,
  shown: EventRecord,
  input: PersonInput,
  person: SandboxPerson,
): PersonInput {
  if (!input.start || !input.end) return input;
  const from = parseEventTime(input.start, "start", person.timeZone);
  const to = parseEventTime(input.end, "end", person.timeZone);
  if (sameTime(from, shown.start) && sameTime(to, shown.end))
    return { ...input, start: undefined, end: undefined };
  const start = shiftedBy(cloneRecord(master).start, shown.start, from);
  return { ...input, start, end: shiftedBy(to, from, start) };
}

/** What the rest of a split series takes over from the shown slot. */
function tailBody(shown: EventRecord, person: SandboxPerson): Record<string, unknown> {
  const { details } = shown;
  const times = { start: shown.start, end: shown.end };
  const attendees = shown.attendees.map((row) => ({ email: row.address }));
  const base = graphBody(
    { ...times, summary: details.subject, location: details.location, attendees },
    person,
  );
  return { ...base, ...(details.body ? { body: details.body } : {}) };
}

function requireOrganizer(shown: EventRecord, person: SandboxPerson): void {
  if (isOrganizer(shown, person.email)) return;
  throw invalidRequest("Only the organizer can change this and following events.");
}
