import { residentOf } from "../desk/homes";
import { changedFields, SHARED_DETAILS, sameValue, setDetail } from "./event-fields";
import { type Attendee, cloneRecord, type EventDetails, type EventRecord } from "./event-record";
import { exceptionsOf, locate } from "./located-event";
import { addressKey, type SandboxPerson, sameAddress } from "./people";
import type { World } from "./world";

/** Brings the copies of all guests with an account here in line with the organiser's copy. */
export function spreadToGuests(world: World, before: EventRecord | undefined, after: EventRecord): void {
  for (const guest of guestsWithAccount(world, before, after)) {
    const row = rowOf(after.attendees, guest.email);
    if (after.status === "cancelled" || !row) withdraw(world, guest, after);
    else place(world, guest, row, before, after);
  }
}

/** The row of one address in a guest list. */
export function rowOf(attendees: Attendee[] | undefined, email: string): Attendee | undefined {
  return attendees?.find((row) => sameAddress(row.email, email));
}

/** Ends the stored instances of a series that is gone, without listing each as a change (providers 9, case 48). */
export function endExceptions(world: World, email: string, masterId: string): void {
  for (const exception of exceptionsOf(world, email, masterId)) {
    world.store.putSilently(email, { ...exception, status: "cancelled" });
  }
}

function guestsWithAccount(
  world: World,
  before: EventRecord | undefined,
  after: EventRecord,
): SandboxPerson[] {
  const rows = [...(before?.attendees ?? []), ...(after.attendees ?? [])];
  const addresses = new Set(rows.map((row) => addressKey(row.email)));
  addresses.delete(addressKey(after.organizer.email));
  return [...addresses].flatMap((address) => residentOf(world, address) ?? []);
}

function place(
  world: World,
  guest: SandboxPerson,
  row: Attendee,
  before: EventRecord | undefined,
  after: EventRecord,
): void {
  const found = locate(world, guest.email, after.id);
  const isGone = found?.record.status === "cancelled";
  // A guest who threw the event out keeps it out until somebody answers for them again.
  if (isGone && found.isStored && row.responseStatus === "declined") return;
  const base = isGone ? undefined : found?.record;
  const copy = base ? updatedCopy(base, before, after) : newCopy(after);
  copy.attendees = visibleRows(after, guest.email);
  setDetail(copy.details, "attendeesOmitted", after.details.guestsCanSeeOtherGuests === false || undefined);
  const isSame = found?.isStored && base && sameValue({ ...copy, rev: 0 }, { ...base, rev: 0 });
  if (!isSame) world.store.put(guest.email, copy);
}

function withdraw(world: World, guest: SandboxPerson, after: EventRecord): void {
  const found = locate(world, guest.email, after.id);
  if (!found || found.record.status === "cancelled") return;
  world.store.put(guest.email, { ...cloneRecord(found.record), status: "cancelled" });
  if (!after.recurringEventId) endExceptions(world, guest.email, after.id);
}

function newCopy(after: EventRecord): EventRecord {
  const details: EventDetails = {};
  for (const name of SHARED_DETAILS) setDetail(details, name, after.details[name]);
  const shared = after.details.extendedProperties?.shared;
  if (shared) details.extendedProperties = { shared };
  details.reminders = { useDefault: true };
  return { ...cloneRecord(after), details: structuredClone(details), meetDueAt: undefined };
}

/** Only what the organiser changed is taken over, so a guest's own wording survives other edits. */
function updatedCopy(base: EventRecord, before: EventRecord | undefined, after: EventRecord): EventRecord {
  const copy = cloneRecord(base);
  const changed = before ? changedFields(before, after) : [...SHARED_DETAILS, "start", "end", "recurrence"];
  for (const name of SHARED_DETAILS) {
    if (changed.includes(name)) setDetail(copy.details, name, structuredClone(after.details[name]));
  }
  if (changed.includes("start") || changed.includes("end")) {
    copy.start = after.start;
    copy.end = after.end;
  }
  if (changed.includes("recurrence")) copy.recurrence = after.recurrence;
  if (changed.includes("extendedProperties")) takeShared(copy, after);
  return { ...copy, status: after.status, sequence: after.sequence, own: after.own };
}

function takeShared(copy: EventRecord, after: EventRecord): void {
  const shared = after.details.extendedProperties?.shared;
  const own = copy.details.extendedProperties?.private;
  const next = { ...(own && { private: own }), ...(shared && { shared }) };
  setDetail(copy.details, "extendedProperties", own || shared ? next : undefined);
}

function visibleRows(after: EventRecord, guest: string): Attendee[] | undefined {
  if (after.details.guestsCanSeeOtherGuests !== false) return structuredClone(after.attendees);
  const isShown = (row: Attendee) =>
    sameAddress(row.email, guest) || sameAddress(row.email, after.organizer.email);
  return structuredClone(after.attendees?.filter(isShown));
}
