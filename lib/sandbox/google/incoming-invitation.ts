import type { InvitationMessage } from "../desk/foreign-mail";
import { residentOf } from "../desk/homes";
import { plainText } from "../desk/plain-text";
import { changedFields, sameValue, setDetail } from "./event-fields";
import { mailboxOf } from "./event-insert";
import {
  type Attendee,
  cloneRecord,
  type EventContent,
  type EventRecord,
  type EventTime,
} from "./event-record";
import { atInstant, timeToMs } from "./event-time";
import { endExceptions, rowOf } from "./guest-copies";
import { answerAs } from "./guest-writes";
import { locate } from "./located-event";
import { followSeries } from "./organizer-writes";
import { postMail } from "./outbox";
import { type SandboxPerson, sameAddress } from "./people";
import { instanceId } from "./recurrence";
import type { World } from "./world";

const ANSWERS = {
  "needs-action": "needsAction",
  accepted: "accepted",
  tentative: "tentative",
  declined: "declined",
} as const;

type Place = { id: string; masterId?: string | undefined; slot?: EventTime | undefined };

/** Takes in a mail from another sandbox: "unknown recipient" when nobody with this address has a calendar here. */
export function receiveMessage(world: World, message: InvitationMessage): "delivered" | "unknown recipient" {
  const person = residentOf(world, message.to);
  if (!person) return "unknown recipient";
  const place = placeOf(world, person, message);
  if (message.method === "REPLY") takeReply(world, person, place, message);
  else if (message.method === "CANCEL") takeCancellation(world, person, place, message);
  else takeRequest(world, person, place, message);
  return "delivered";
}

function takeRequest(world: World, person: SandboxPerson, place: Place, message: InvitationMessage): void {
  const found = locate(world, person.email, place.id)?.record;
  if (found && found.sequence > message.sequence) return;
  const base = found && found.status !== "cancelled" ? found : undefined;
  const next = { ...(base ? cloneRecord(base) : freshCopy(world, place, message)), ...contentOf(message) };
  takeDetails(next, base, message);
  next.attendees = answersKept(person, base, next);
  next.sequence = message.sequence;
  if (base?.recurringEventId) next.own = [...new Set([...(base.own ?? []), ...changedFields(base, next)])];
  if (base && sameValue(base, next)) return;
  const stored = world.store.put(person.email, next);
  if (base?.recurrence) followSeries(world, person.email, base, stored);
  postMail(world, stored, person.email, base ? "Updated" : "Invitation", "mail");
}

function takeCancellation(
  world: World,
  person: SandboxPerson,
  place: Place,
  message: InvitationMessage,
): void {
  const found = locate(world, person.email, place.id)?.record;
  if (!found || found.status === "cancelled") return;
  const sequence = Math.max(found.sequence, message.sequence);
  const gone = { ...cloneRecord(found), status: "cancelled" as const, sequence };
  const stored = world.store.put(person.email, gone);
  if (!found.recurringEventId) endExceptions(world, person.email, found.id);
  postMail(world, stored, person.email, "Cancelled", "mail");
}

function takeReply(world: World, person: SandboxPerson, place: Place, message: InvitationMessage): void {
  const row = message.attendees.find((each) => sameAddress(each.email, message.from));
  const own = locate(world, person.email, place.id)?.record;
  if (!row || row.answer === "needs-action" || !own) return;
  if (!sameAddress(own.organizer.email, person.email)) return;
  answerAs(world, message.from, own, { responseStatus: ANSWERS[row.answer] });
}

/** Where a mail belongs on this calendar: the event with its UID, or the slot it names of that series. */
function placeOf(world: World, person: SandboxPerson, { uid, recurrenceId }: InvitationMessage): Place {
  const events = [...world.store.calendar(person.email).events.values()];
  const whole = events.find((event) => event.iCalUID === uid && !event.recurringEventId);
  const masterId = whole?.id ?? foreignId(uid);
  if (!recurrenceId) return { id: masterId };
  const zone = whole && "timeZone" in whole.start ? whole.start.timeZone : "UTC";
  const slot = "date" in recurrenceId ? recurrenceId : atInstant(timeToMs(recurrenceId, "UTC"), zone);
  return { id: instanceId(masterId, slot), masterId, slot };
}

/** The id Google gives an event that came by mail: an underscore and the UID in base32hex. */
function foreignId(uid: string): string {
  const bits = [...Buffer.from(uid)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return `_${groups.map((group) => Number.parseInt(group.padEnd(5, "0"), 2).toString(32)).join("")}`;
}

function freshCopy(world: World, place: Place, message: InvitationMessage): EventRecord {
  const now = new Date(world.now()).toISOString();
  const { displayName = message.organizer.name } = mailboxOf(world, message.organizer.email);
  const organizer = { email: message.organizer.email, displayName };
  return {
    ...contentOf(message),
    id: place.id,
    iCalUID: message.uid,
    eventType: "default",
    created: now,
    updated: now,
    rev: 0,
    sequence: message.sequence,
    creator: organizer,
    organizer,
    isForeign: true,
    ...(place.slot ? { recurringEventId: place.masterId, originalStart: place.slot, own: [] } : {}),
    details: { reminders: { useDefault: true } },
  };
}

function contentOf(message: InvitationMessage): Omit<EventContent, "details"> {
  const { start, end, recurrence, attendees } = message;
  return {
    status: "confirmed",
    start,
    end,
    recurrence: recurrence?.length ? recurrence : undefined,
    attendees: attendees.map(
      (row): Attendee => ({
        email: row.email.toLowerCase(),
        displayName: row.name === row.email ? undefined : row.name,
        responseStatus: ANSWERS[row.answer],
        optional: row.role === "optional" || undefined,
        resource: row.role === "resource" || undefined,
      }),
    ),
  };
}

function takeDetails(next: EventRecord, base: EventRecord | undefined, message: InvitationMessage): void {
  const { onlineLink } = message;
  const join = onlineLink && !message.description.includes(onlineLink) ? `\nJoin: ${onlineLink}` : "";
  next.details = structuredClone(next.details);
  setDetail(next.details, "summary", message.title || undefined);
  setDetail(next.details, "description", `${plainText(message.description)}${join}`.trim() || undefined);
  setDetail(next.details, "location", message.location || undefined);
  if (message.isPrivate) next.details.visibility = "private";
  else if (base?.details.visibility === "private") setDetail(next.details, "visibility", undefined);
}

/** An answer already given here stays, unless the event moved: then everybody is asked anew. */
function answersKept(
  person: SandboxPerson,
  base: EventRecord | undefined,
  next: EventRecord,
): Attendee[] | undefined {
  const known = rowOf(base?.attendees, person.email)?.responseStatus;
  const isMoved = base && changedFields(base, next).some((name) => MOVES.includes(name));
  if (!known || isMoved) return next.attendees;
  return next.attendees?.map((row) =>
    sameAddress(row.email, person.email) ? { ...row, responseStatus: known } : row,
  );
}

const MOVES = ["start", "end", "recurrence"];
