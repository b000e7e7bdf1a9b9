import { forbiddenForNonOrganizer } from "./api-error";
import { changedFields, GUEST_PERMISSIONS, sameValue } from "./event-fields";
import type { EventInput } from "./event-input";
import type { WriteCall } from "./event-insert";
import { type Attendee, cloneRecord, type EventContent, type EventRecord } from "./event-record";
import { rowOf } from "./guest-copies";
import { exceptionsOf, locate } from "./located-event";
import { commitAsOrganizer } from "./organizer-writes";
import { messageAbout } from "./outgoing-invitation";
import { findPerson, sameAddress } from "./people";
import type { World } from "./world";

type Answer = Partial<Pick<Attendee, "responseStatus" | "comment" | "additionalGuests">>;

/** An edit by somebody who is only invited (providers 2.2). Returns the guest's copy afterwards. */
export function editAsGuest(
  world: World,
  call: WriteCall,
  current: EventRecord,
  content: EventContent,
  input: EventInput,
): EventRecord {
  if (
    changedFields(current, content).some((name) => (GUEST_PERMISSIONS as readonly string[]).includes(name))
  ) {
    throw forbiddenForNonOrganizer();
  }
  const answer = input.attendees ? rowOf(content.attendees, call.email) : undefined;
  const mayModify = current.details.guestsCanModify === true;
  const organizer = locateAtOrganizer(world, current);
  if (organizer && (mayModify || current.details.guestsCanInviteOthers !== false)) {
    changeForAll(world, call, current, content, organizer, mayModify ? "everything" : "added guests");
  }
  if (!mayModify) editOwnCopy(world, call, current, content);
  if (answer && !sameValue(answer, rowOf(current.attendees, call.email)))
    answerAs(world, call.email, current, answer);
  return locate(world, call.email, current.id)?.record ?? current;
}

/** Records a guest's answer at the organiser, from where it reaches every copy that may see it. */
export function answerAs(world: World, guest: string, copy: EventRecord, answer: Answer): void {
  if (copy.isForeign) {
    answerByMail(world, guest, copy, answer);
    return;
  }
  const organizer = locateAtOrganizer(world, copy);
  if (!organizer || organizer.status === "cancelled") {
    answerLocally(world, guest, copy, answer);
    return;
  }
  const next = cloneRecord(organizer);
  next.attendees = answered(next.attendees, guest, answer);
  if (next.recurringEventId) next.own = [...new Set([...(next.own ?? []), "attendees"])];
  commitAsOrganizer(world, organizer, next, { sendUpdates: "none", cause: "api" });
}

/** An organiser at another provider keeps track of answers there: ours stays on the own copy and goes out by mail. */
function answerByMail(world: World, guest: string, copy: EventRecord, answer: Answer): void {
  answerLocally(world, guest, copy, answer);
  for (const exception of copy.recurrence ? exceptionsOf(world, guest, copy.id) : []) {
    if (!exception.own?.includes("attendees")) answerLocally(world, guest, exception, answer);
  }
  const row = rowOf(answered(copy.attendees, guest, answer), guest);
  const reply = { ...copy, attendees: row && [row] };
  const envelope = { method: "REPLY", from: guest, to: copy.organizer.email } as const;
  world.foreignMail.send(messageAbout(world, reply, envelope));
}

function locateAtOrganizer(world: World, copy: EventRecord): EventRecord | undefined {
  if (copy.isForeign) return undefined;
  const organizer = findPerson(world.people, copy.organizer.email);
  return organizer && locate(world, organizer.email, copy.id)?.record;
}

function answered(attendees: Attendee[] | undefined, guest: string, answer: Answer): Attendee[] {
  const rows = attendees ?? [];
  const own = rowOf(rows, guest) ?? { email: guest, responseStatus: "needsAction" as const };
  const changed: Attendee = {
    ...own,
    responseStatus: answer.responseStatus ?? own.responseStatus,
    comment: answer.comment ?? own.comment,
    additionalGuests: answer.additionalGuests ?? own.additionalGuests,
  };
  if (!rowOf(rows, guest)) return [...rows, changed];
  return rows.map((row) => (sameAddress(row.email, guest) ? changed : row));
}

function answerLocally(world: World, guest: string, copy: EventRecord, answer: Answer): void {
  const found = locate(world, guest, copy.id);
  if (!found || found.record.status === "cancelled") return;
  const attendees = answered(found.record.attendees, guest, answer);
  const isSlot = found.record.recurringEventId !== undefined && copy.recurringEventId !== undefined;
  const own = isSlot ? [...new Set([...(found.record.own ?? []), "attendees"])] : found.record.own;
  world.store.put(guest, { ...found.record, attendees, own });
}

function changeForAll(
  world: World,
  call: WriteCall,
  current: EventRecord,
  content: EventContent,
  organizer: EventRecord,
  extent: "everything" | "added guests",
): void {
  const next = cloneRecord(organizer);
  const added = (content.attendees ?? []).filter((row) => !rowOf(organizer.attendees, row.email));
  if (added.length > 0) next.attendees = [...(next.attendees ?? []), ...added];
  if (extent === "everything") {
    const changed = changedFields(current, content).filter(
      (name) => name !== "attendees" && name !== "visibility",
    );
    for (const name of changed) {
      if (name in content) Object.assign(next, { [name]: content[name as keyof EventContent] });
      else Object.assign(next.details, { [name]: content.details[name as keyof EventContent["details"]] });
    }
    next.own = next.recurringEventId ? [...new Set([...(next.own ?? []), ...changed])] : next.own;
  }
  commitAsOrganizer(world, organizer, next, call);
}

/** A 200 that changes nobody else's calendar: title, text, place and time on the guest's own copy. */
function editOwnCopy(world: World, call: WriteCall, current: EventRecord, content: EventContent): void {
  const latest = locate(world, call.email, current.id)?.record ?? current;
  const next = { ...cloneRecord(latest), ...content, attendees: latest.attendees };
  const changed = changedFields(latest, next);
  if (changed.length === 0) return;
  if (next.recurringEventId) next.own = [...new Set([...(next.own ?? []), ...changed])];
  const isSetting = changed.every((name) => name === "reminders" || name === "colorId");
  world.store.put(call.email, next, isSetting ? "settings" : "main data");
}
