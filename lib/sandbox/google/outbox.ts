import { randomUUID } from "node:crypto";
import { residentOf } from "../desk/homes";
import { sameValue } from "./event-fields";
import type { Attendee, EventRecord } from "./event-record";
import { formatInstant, timeToMs } from "./event-time";
import { messageAbout } from "./outgoing-invitation";
import { addressKey, sameAddress } from "./people";
import type { Mail } from "./state";
import type { World } from "./world";

export type SendUpdates = "all" | "externalOnly" | "none";
/** `tellsElsewhere`: guests whose calendar is at another provider hear of it even when nobody is mailed. */
export type MailPolicy = {
  sendUpdates: SendUpdates;
  cause: Mail["cause"];
  tellsElsewhere?: boolean | undefined;
};

/** Mails the guests about a change, as `sendUpdates` allows. Finished events mail nobody (providers 2.2). */
export function mailGuests(
  world: World,
  before: EventRecord | undefined,
  after: EventRecord,
  policy: MailPolicy,
): void {
  if (isOver(world, after)) return;
  const was = before?.status === "cancelled" ? [] : guestRows(before);
  const is = after.status === "cancelled" ? [] : guestRows(after);
  const has = (rows: Attendee[], row: Attendee) => rows.some((each) => sameAddress(each.email, row.email));
  const post = (row: Attendee, kind: Mail["kind"]) => tell(world, after, row, kind, policy);
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

/** Puts one mail about an event into the outbox. */
export function postMail(
  world: World,
  record: EventRecord,
  to: string,
  kind: Mail["kind"],
  cause: Mail["cause"],
): void {
  const title = record.details.summary ?? "(No title)";
  world.store.state.outbox.push({
    id: randomUUID(),
    to: addressKey(to),
    from: record.organizer.email,
    subject: `${kind}: ${title}`,
    kind,
    eventId: record.id,
    iCalUID: record.iCalUID,
    title,
    start: startText(record),
    at: new Date(world.now()).toISOString(),
    cause,
  });
  world.store.announce(to);
}

/** People without a calendar here know only what mail tells them, and so also hear of what is quiet for the others. */
function tell(
  world: World,
  record: EventRecord,
  { email }: Attendee,
  kind: Mail["kind"],
  { sendUpdates, cause, tellsElsewhere }: MailPolicy,
): void {
  const isAway = residentOf(world, email) === undefined;
  const isMailed = sendUpdates === "all" || (sendUpdates === "externalOnly" && isAway);
  if (isAway && (isMailed || (tellsElsewhere && wasTold(world, record, email)))) {
    const method = kind === "Cancelled" ? "CANCEL" : "REQUEST";
    const { email: from } = record.organizer;
    world.foreignMail.send(messageAbout(world, record, { method, from, to: email }));
  }
  if (isMailed) postMail(world, record, email, kind, cause);
}

function wasTold(world: World, record: EventRecord, email: string): boolean {
  const mails = world.store.state.outbox.filter((mail) => mail.iCalUID === record.iCalUID);
  return mails.some((mail) => sameAddress(mail.to, email));
}

function startText(record: EventRecord): string {
  if ("date" in record.start) return record.start.date;
  return formatInstant(timeToMs(record.start, "UTC"), record.start.timeZone);
}
