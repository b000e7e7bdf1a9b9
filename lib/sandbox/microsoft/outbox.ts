import { randomUUID } from "node:crypto";
import { formatInstant, timeToMs } from "../google/event-time";
import { addressKey, findPerson, sameAddress } from "../google/people";
import { changedFields, isWorthTelling } from "./event-fields";
import type { Attendee, EventRecord } from "./event-record";
import { findCopy, rowOf } from "./guest-copies";
import type { Mail } from "./state";
import type { World } from "./world";

/** Mails the guests about a change by the organiser: new and dropped guests always, the others when it concerns them. */
export function mailGuests(
  world: World,
  before: EventRecord | undefined,
  after: EventRecord,
  cause: Mail["cause"],
): void {
  const was = guestRows(before);
  const is = after.isGone ? [] : guestRows(after);
  const post = (row: Attendee, kind: Mail["kind"]) =>
    postMail(world, after, { to: row.address, kind, cause });
  for (const row of is.filter((each) => !rowOf(was, each.address))) post(row, "Invitation");
  for (const row of was.filter((each) => !rowOf(is, each.address))) post(row, "Cancelled");
  if (!before || !isWorthTelling(changedFields(before, after))) return;
  for (const row of is.filter((each) => rowOf(was, each.address))) post(row, "Updated");
}

/** Puts one mail about an event into the outbox; `from` is the organiser unless told. */
export function postMail(
  world: World,
  record: EventRecord,
  { to, kind, cause, from }: { to: string; kind: Mail["kind"]; cause: Mail["cause"]; from?: string },
): void {
  const title = (record.details.subject ?? "(No title)").replace(/^Canceled: /, "");
  world.store.state.outbox.push({
    id: randomUUID(),
    to: addressKey(to),
    from: from ?? record.organizer.address,
    subject: `${kind}: ${title}`,
    kind,
    eventId: recipientsId(world, to, record),
    iCalUID: record.iCalUId,
    title,
    start: startText(record),
    at: new Date(world.now()).toISOString(),
    cause,
  });
  world.store.announce(to);
}

/** The mails to one person, newest first; all mails without an address. */
export function mailsTo(world: World, email?: string): Mail[] {
  const mails = world.store.state.outbox.filter((mail) => email === undefined || sameAddress(mail.to, email));
  return [...mails].reverse();
}

function guestRows(record: EventRecord | undefined): Attendee[] {
  return (record?.attendees ?? []).filter((row) => row.type !== "resource");
}

function recipientsId(world: World, to: string, record: EventRecord): string {
  const person = findPerson(world.people, to);
  return (person && findCopy(world, person.email, record).existing?.id) ?? record.id;
}

function startText(record: EventRecord): string {
  if ("date" in record.start) return record.start.date;
  return formatInstant(timeToMs(record.start, "UTC"), record.start.timeZone);
}
