import { Temporal } from "temporal-polyfill";
import type { InvitationMessage } from "../desk/foreign-mail";
import { residentOf } from "../desk/homes";
import { timeToMs } from "../google/event-time";
import { type SandboxPerson, sameAddress } from "../google/people";
import { recordAnswer } from "./event-answer";
import { changedFields, isWorthTelling, movesInTime } from "./event-fields";
import type { Attendee, EventRecord, Response } from "./event-record";
import { cancelCopy, findCopy, placeCopy } from "./guest-copies";
import { postMail } from "./outbox";
import { localDay, recurrenceOf } from "./series-rule";
import { dayOf } from "./series-slots";
import type { World } from "./world";

const ANSWERS: Record<InvitationMessage["attendees"][number]["answer"], Response> = {
  "needs-action": "none",
  accepted: "accepted",
  tentative: "tentativelyAccepted",
  declined: "declined",
};
const REPLY_KINDS = { accepted: "Accepted", tentative: "Tentative", declined: "Declined" } as const;

/** Takes in a mail from another sandbox: "unknown recipient" when nobody here has the address. */
export function receiveMessage(world: World, message: InvitationMessage): "delivered" | "unknown recipient" {
  const person = residentOf(world, message.to);
  if (!person) return "unknown recipient";
  const about = recordOf(world, person, message);
  if (message.method === "REPLY") takeReply(world, person, message, about);
  else if (message.method === "CANCEL") takeCancellation(world, person, about);
  else takeRequest(world, person, about);
  return "delivered";
}

function takeRequest(world: World, person: SandboxPerson, about: EventRecord): void {
  const { existing } = findCopy(world, person.email, about);
  if (existing && existing.sequence > about.sequence) return;
  const changed = existing ? changedFields(existing, about) : [];
  const isMoved = movesInTime(changed);
  // A mail tells the whole slot: what differs from the series is what the organiser made the slot's own.
  const own = changed.filter((name) => name !== "attendees" && isWorthTelling([name]));
  const told = about.day && existing ? { ...about, own } : about;
  placeCopy(world, person, told, { isNew: !existing, isMoved, changed: undefined });
  const kind = existing && !existing.isCancelled ? "Updated" : "Invitation";
  postMail(world, about, { to: person.email, kind, cause: "mail" });
}

function takeCancellation(world: World, person: SandboxPerson, about: EventRecord): void {
  cancelCopy(world, person, about);
  postMail(world, about, { to: person.email, kind: "Cancelled", cause: "mail" });
}

function takeReply(
  world: World,
  person: SandboxPerson,
  message: InvitationMessage,
  about: EventRecord,
): void {
  const row = message.attendees.find((each) => sameAddress(each.email, message.from));
  if (!row || row.answer === "needs-action") return;
  recordAnswer(world, person.email, message.from, about, { response: ANSWERS[row.answer], at: world.now() });
  postMail(world, about, {
    to: person.email,
    kind: REPLY_KINDS[row.answer],
    cause: "mail",
    from: message.from,
  });
}

/** The organiser's copy as far as a mail tells it: the pattern for the one in the mailbox. */
function recordOf(world: World, person: SandboxPerson, message: InvitationMessage): EventRecord {
  const now = world.now();
  const { recurrence, recurrenceId } = message;
  return {
    id: "",
    iCalUId: message.uid,
    isForeign: true,
    createdAt: now,
    modifiedAt: now,
    rev: 0,
    sequence: message.sequence,
    organizer: { address: message.organizer.email, name: message.organizer.name },
    answer: { response: "none" },
    start: message.start,
    end: message.end,
    ...(recurrence?.length ? seriesOf(recurrence, message.start) : {}),
    ...(recurrenceId ? { day: slotDay(world, person, message.uid, recurrenceId) } : {}),
    attendees: message.attendees
      .filter((row) => !sameAddress(row.email, message.organizer.email))
      .map(
        (row): Attendee => ({
          address: row.email,
          name: row.name,
          type: row.role,
          answer: { response: ANSWERS[row.answer] },
        }),
      ),
    details: {
      subject: message.title,
      body: { contentType: "html", content: `${message.description}${joinLine(message.onlineLink)}` },
      ...(message.location ? { location: message.location } : {}),
      ...(message.isPrivate ? { sensitivity: "private" } : {}),
    },
    calendar: "default",
    moves: 0,
  };
}

/** A link of the other side's meeting service is only text here. */
function joinLine(link: string | undefined): string {
  return link && URL.canParse(link)
    ? `<p>Join: <a href="${new URL(link).href}">${new URL(link).href}</a></p>`
    : "";
}

function seriesOf(lines: string[], start: EventRecord["start"]) {
  const zone = "timeZone" in start ? start.timeZone : "UTC";
  const stamps = lines
    .filter((line) => line.startsWith("EXDATE"))
    .flatMap((line) => (line.split(":")[1] ?? "").split(","));
  const days = stamps.map((stamp) => {
    if (stamp.length === 8) return Temporal.PlainDate.from(stamp).toString();
    if (!stamp.endsWith("Z")) return Temporal.PlainDateTime.from(stamp).toPlainDate().toString();
    return Temporal.Instant.from(stamp).toZonedDateTimeISO(zone).toPlainDate().toString();
  });
  return { recurrence: recurrenceOf(lines, start), ...(days.length > 0 ? { cancelledDays: days } : {}) };
}

/** The day a slot has in the zone of the series as this mailbox knows it. */
function slotDay(
  world: World,
  person: SandboxPerson,
  uid: string,
  slot: NonNullable<InvitationMessage["recurrenceId"]>,
): string {
  const events = [...world.store.mailbox(person.email).events.values()];
  const master = events.find((event) => event.iCalUId === uid && event.recurrence);
  if ("date" in slot || !master || !("timeZone" in master.start)) return dayOf(slot);
  const timeZone = master.start.timeZone;
  return localDay({ dateTime: new Date(timeToMs(slot, "UTC")).toISOString(), timeZone }).toString();
}
