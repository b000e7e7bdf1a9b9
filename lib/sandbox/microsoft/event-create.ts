import { createHash, randomBytes } from "node:crypto";
import { findPerson } from "../google/people";
import { ApiError } from "./api-error";
import { readContent } from "./event-content";
import { type EventInput, parseEventInput } from "./event-input";
import type { Address, EventRecord } from "./event-record";
import { newItemId } from "./item-id";
import { commitAsOrganizer, type WritePolicy } from "./organizer-writes";
import { askForLink } from "./teams-link";
import type { World } from "./world";

/** Who writes in their own mailbox, and how. */
export type WriteCall = WritePolicy & {
  email: string;
  ifMatch?: string | undefined;
  calendar?: "default" | "other" | undefined;
  /** Saved without sending, as Outlook does while somebody is still typing. */
  isDraft?: boolean | undefined;
};

/** `POST …/events`: the caller becomes the organiser and invitations go out at once (providers 3.2). */
export function createEvent(world: World, call: WriteCall, body: unknown): EventRecord {
  const input = parseEventInput(body);
  const transactionBody = createHash("sha256").update(JSON.stringify(body)).digest("base64url");
  const repeated = findRepeated(world, call, input, transactionBody);
  if (repeated) return repeated;
  const record = newRecord(world, call, input, transactionBody);
  const asked = input.isOnlineMeeting ? askForLink(world, call.email, record) : record;
  return commitAsOrganizer(world, call.email, undefined, asked, call);
}

/** The display row of an address. */
export function addressOf(world: World, email: string): Address {
  const person = findPerson(world.people, email);
  return person ? { address: person.email, name: person.name } : { address: email, name: email };
}

/** A UID in the shape Exchange gives its own events. */
export function newUid(): string {
  return `040000008200E00074C5B7101A82E008${randomBytes(24).toString("hex").toUpperCase()}`;
}

function newRecord(world: World, call: WriteCall, input: EventInput, transactionBody: string): EventRecord {
  const content = readContent(input, call.email);
  const attendees = content.attendees.map((row) => ({ ...row, name: nameFor(world, row) }));
  const now = world.now();
  return {
    ...content,
    attendees,
    id: newItemId(),
    iCalUId: newUid(),
    ...(input.transactionId ? { transactionId: input.transactionId, transactionBody } : {}),
    createdAt: now,
    modifiedAt: now,
    rev: 0,
    sequence: 0,
    organizer: addressOf(world, call.email),
    answer: { response: "organizer" },
    ...(call.isDraft ? { isDraft: true } : {}),
    calendar: call.calendar ?? "default",
    moves: 0,
    ...(input.singleValueExtendedProperties ? { properties: input.singleValueExtendedProperties } : {}),
  };
}

function nameFor(world: World, row: Address): string {
  return row.name === row.address ? addressOf(world, row.address).name : row.name;
}

/** A transaction id makes one event, ever: the same body may get it again, another body is refused (providers 3.1). */
function findRepeated(
  world: World,
  call: WriteCall,
  input: EventInput,
  transactionBody: string,
): EventRecord | undefined {
  if (!input.transactionId) return undefined;
  const events = [...world.store.mailbox(call.email).events.values()];
  const known = events.find((event) => event.transactionId === input.transactionId);
  if (!known) return undefined;
  const isSame = known.transactionBody === transactionBody && !known.isGone;
  if (isSame && world.store.state.behaviours.transactionReplay === "existing") return known;
  throw new ApiError(
    409,
    "ErrorDuplicateTransactionId",
    "Your request can't be completed. The TransactionId is used.",
  );
}
