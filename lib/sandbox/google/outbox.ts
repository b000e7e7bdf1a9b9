import { randomUUID } from "node:crypto";
import { sameValue } from "./event-fields";
import type { Attendee, EventRecord } from "./event-record";
import { formatInstant, timeToMs } from "./event-time";
import { addressKey, findPerson, sameAddress } from "./people";
import type { Mail } from "./state";
import type { World } from "./world";

export type SendUpdates = "all" | "externalOnly" | "none";
export type MailPolicy = { sendUpdates: SendUpdates; cause: Mail["cause"] };

/** Mails the guests about a change, as `sendUpdates` allows. Finished events mail nobody (providers 2.2). */
export function mailGuests(
  world: World,
  before: EventRecord | undefined,
  after: EventRecord,
  policy: MailPolicy,
): void {
  if (policy.sendUpdates === "none" || isOver(world, after)) return;
  const was = before?.status === "cancelled" ? [] : guestRows(before);
  const is = after.status === "cancelled" ? [] : guestRows(after);
  const has = (rows: Attendee[], row: Attendee) => rows.some((each) => sameAddress(each.email, row.email));
  const post = (row: Attendee, kind: Mail["kind"]) => postMail(world, after, row, kind, policy);
  for (const row of is.filter((each) => !has(was, each))) post(row, "Invitation");
  for (const row of was.filter((each) => !has(is, each))) post(row, "Cancelled");
  if (!before || !isWorthTelling(before, after)) return;
  for (const row of is.filter((each) => has(was, each))) post(row, "Updated");
}

/** The mails to one person, newest first; all mails without an address. */
export function mailsTo(world: World, email?: string): Mail[] {
  const mails = world.store.state.outbox.filter((mail) => email === undefined || sameAddress(mail.to, email));
  return [...mails].reverse();
}

function guestRows(record: EventRecord | undefined): Attendee[] {
  const rows = record?.attendees ?? [];
  return rows.filter((row) => !row.resource && record && !sameAddress(row.email, record.organizer.email));
}

function isWorthTelling(before: EventRecord, after: EventRecord): boolean {
  const told = ({ start, end, recurrence, details }: EventRecord) => ({
    start,
    end,
    recurrence,
    summary: details.summary,
    location: details.location,
    description: details.description,
    link: details.hangoutLink,
  });
  return !sameValue(told(before), told(after));
}

function isOver(world: World, record: EventRecord): boolean {
  return !record.recurrence && timeToMs(record.end, "UTC") < world.now();
}

function postMail(
  world: World,
  record: EventRecord,
  row: Attendee,
  kind: Mail["kind"],
  policy: MailPolicy,
): void {
  if (policy.sendUpdates === "externalOnly" && findPerson(world.people, row.email)) return;
  const title = record.details.summary ?? "(No title)";
  world.store.state.outbox.push({
    id: randomUUID(),
    to: addressKey(row.email),
    from: record.organizer.email,
    subject: `${kind}: ${title}`,
    kind,
    eventId: record.id,
    iCalUID: record.iCalUID,
    title,
    start: startText(record),
    at: new Date(world.now()).toISOString(),
    cause: policy.cause,
  });
  world.store.announce(row.email);
}

function startText(record: EventRecord): string {
  if ("date" in record.start) return record.start.date;
  return formatInstant(timeToMs(record.start, "UTC"), record.start.timeZone);
}
