import { randomBytes } from "node:crypto";
import { ApiError, invalidValue } from "./api-error";
import { askForConference } from "./conference";
import { type ContentContext, readContent } from "./event-content";
import { type EventInput, parseEventInput } from "./event-input";
import type { EventContent, EventRecord, Mailbox } from "./event-record";
import { commitAsOrganizer } from "./organizer-writes";
import type { MailPolicy } from "./outbox";
import { findPerson } from "./people";
import { type World, zoneOf } from "./world";

/** Who writes on their own calendar, and how. `conference` is conferenceDataVersion=1. */
export type WriteCall = MailPolicy & { email: string; conference: boolean; ifMatch?: string | undefined };

const CLIENT_ID = /^[a-v0-9]{5,1024}$/;

/** `events.insert`: the caller becomes the organiser. 400 for bad input, 409 `duplicate` for a taken id. */
export function insertEvent(world: World, call: WriteCall, body: unknown): EventRecord {
  const input = parseEventInput(body);
  const { id, iCalUID } = identify(world, call.email, input);
  const organizer = mailboxOf(world, call.email);
  const eventType = input.eventType ?? "default";
  const context: ContentContext = {
    calendarZone: zoneOf(world, call.email),
    eventType,
    organizer: call.email,
  };
  const content: EventContent = readContent(input, context);
  const now = new Date(world.now()).toISOString();
  const record: EventRecord = {
    ...content,
    id,
    iCalUID,
    eventType,
    created: now,
    updated: now,
    rev: 0,
    sequence: input.sequence ?? 0,
    creator: organizer,
    organizer,
  };
  record.details.reminders ??= { useDefault: true };
  const asked = call.conference ? askForConference(world, record, input.conferenceData) : record;
  return commitAsOrganizer(world, undefined, asked, call);
}

/** The display row of an address. */
export function mailboxOf(world: World, email: string): Mailbox {
  const person = findPerson(world.people, email);
  return person ? { email: person.email, displayName: person.name } : { email };
}

/** A fresh id as Google makes them: 26 characters of base32hex. */
export function newEventId(): string {
  return [...randomBytes(26)].map((byte) => "0123456789abcdefghijklmnopqrstuv"[byte % 32]).join("");
}

function identify(world: World, email: string, input: EventInput): { id: string; iCalUID: string } {
  const { events } = world.store.calendar(email);
  if (input.id && input.iCalUID)
    throw invalidValue("Either id or iCalUID may be given, not both.", "iCalUID");
  if (input.id && !CLIENT_ID.test(input.id)) throw invalidValue("Invalid resource id value.", "resource.id");
  const isTaken = input.id
    ? events.has(input.id)
    : input.iCalUID && [...events.values()].some((event) => event.iCalUID === input.iCalUID);
  if (isTaken) throw new ApiError(409, "duplicate", "The requested identifier already exists.");
  const id = input.id ?? newEventId();
  return { id, iCalUID: input.iCalUID ?? `${id}@google.com` };
}
