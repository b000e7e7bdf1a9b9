import { residentOf } from "../desk/homes";
import { addressKey, type SandboxPerson, sameAddress } from "../google/people";
import { changedFields, movesInTime, SHARED_DETAILS, setDetail } from "./event-fields";
import { type Attendee, cloneRecord, type EventDetails, type EventRecord } from "./event-record";
import { instanceId, newItemId } from "./item-id";
import { copyOf, exceptionsOf, locate } from "./located-event";
import { messageAbout } from "./outgoing-invitation";
import { followSeries, withSeriesChange } from "./series-edits";
import type { World } from "./world";

const CANCELLED = "Canceled: ";

/** Brings every guest's copy in line with the organiser's: here directly, elsewhere by mail (providers 3.2). */
export function spreadToGuests(
  world: World,
  owner: string,
  before: EventRecord | undefined,
  after: EventRecord,
): void {
  const changed = before ? changedFields(before, after) : undefined;
  const onlyGuests = changed?.every((name) => name === "attendees") && !after.isGone;
  for (const address of addressesOf(before, after)) {
    const row = after.isGone ? undefined : rowOf(after.attendees, address);
    const isNew = !rowOf(before?.attendees ?? [], address);
    if (onlyGuests && row && !isNew) continue;
    const person = residentOf(world, address);
    if (!person) mailAway(world, owner, after, { to: address, method: row ? "REQUEST" : "CANCEL" });
    else if (!row) cancelCopy(world, person, after);
    else placeCopy(world, person, after, { isNew, isMoved: movesInTime(changed ?? []), changed });
  }
}

type Placing = { isNew: boolean; isMoved: boolean; changed?: string[] | undefined };

/** Puts an invitation into a mailbox, or brings the copy there up to date. A declined one returns only for a new time. */
export function placeCopy(world: World, guest: SandboxPerson, after: EventRecord, how: Placing): void {
  const { master, existing } = findCopy(world, guest.email, after);
  if (!existing && !how.isNew && !how.isMoved) return;
  const base = existing && !existing.isCancelled ? existing : undefined;
  const next = base
    ? updatedCopy(guest.email, base, after, how)
    : newCopy(world, guest, after, { master, existing });
  const stored = world.store.put(
    guest.email,
    existing ? withSeriesChange(world, guest.email, existing, next) : next,
  );
  if (existing?.recurrence) followSeries(world, guest.email, existing, stored);
}

/** The organiser called it off: the copy stays, marked, until its owner removes it (providers 3.1). */
export function cancelCopy(world: World, guest: SandboxPerson, after: EventRecord): void {
  const { existing } = findCopy(world, guest.email, after);
  if (!existing || existing.isCancelled) return;
  const stored = world.store.put(guest.email, cancelled(existing, after.sequence));
  for (const exception of exceptionsOf(world, guest.email, stored.id)) {
    if (!exception.isCancelled) world.store.putQuietly(guest.email, cancelled(exception, after.sequence));
  }
}

/** The row of one address in a guest list. */
export function rowOf(attendees: Attendee[], email: string): Attendee | undefined {
  return attendees.find((row) => sameAddress(row.address, email));
}

/** The copy of an event or of one slot in another mailbox, and the series it belongs to there. */
export function findCopy(world: World, email: string, after: EventRecord) {
  const copy = copyOf(world, email, after.iCalUId);
  if (!after.day) return { master: undefined, existing: copy };
  const master = copy?.recurrence ? copy : undefined;
  if (!master) return { master, existing: copy?.day === after.day ? copy : undefined };
  const item = { id: instanceId(master.id, after.day), masterId: master.id, day: after.day };
  return { master, existing: locate(world, email, item)?.record };
}

function mailAway(
  world: World,
  owner: string,
  after: EventRecord,
  { to, method }: { to: string; method: "REQUEST" | "CANCEL" },
): void {
  const master = after.seriesMasterId
    ? world.store.mailbox(owner).events.get(after.seriesMasterId)
    : undefined;
  world.foreignMail.send(messageAbout(after, master, { method, from: owner, to }));
}

function addressesOf(before: EventRecord | undefined, after: EventRecord): string[] {
  const rows = [...(before?.attendees ?? []), ...after.attendees];
  return [...new Set(rows.map((row) => addressKey(row.address)))];
}

function cancelled(record: EventRecord, sequence: number): EventRecord {
  const next = cloneRecord(record);
  const subject = next.details.subject ?? "";
  next.details.subject = subject.startsWith(CANCELLED) ? subject : `${CANCELLED}${subject}`;
  next.details.showAs = "free";
  if (next.seriesMasterId) next.own = [...new Set([...(next.own ?? []), "subject", "showAs"])];
  return { ...next, isCancelled: true, sequence: Math.max(sequence, next.sequence) };
}

function newCopy(
  world: World,
  guest: SandboxPerson,
  after: EventRecord,
  { master, existing }: { master: EventRecord | undefined; existing: EventRecord | undefined },
): EventRecord {
  const details: EventDetails = { showAs: "tentative" };
  for (const name of SHARED_DETAILS) setDetail(details, name, structuredClone(after.details[name]));
  const now = world.now();
  const freshId = master && after.day ? instanceId(master.id, after.day) : newItemId();
  return {
    id: existing?.id ?? freshId,
    iCalUId: after.iCalUId,
    ...(after.isForeign ? { isForeign: true } : {}),
    createdAt: existing?.createdAt ?? master?.createdAt ?? now,
    modifiedAt: now,
    rev: 0,
    sequence: after.sequence,
    organizer: after.organizer,
    answer: { response: "notResponded" },
    start: after.start,
    end: after.end,
    recurrence: after.recurrence,
    attendees: rowsFor(after, guest.email),
    details,
    seriesMasterId: master?.id,
    day: after.day,
    own: after.own,
    cancelledDays: after.cancelledDays,
    calendar: "default",
    moves: 0,
  };
}

/** Only what the organiser changed is taken over, so a guest's own wording survives other edits. */
function updatedCopy(
  guest: string,
  base: EventRecord,
  after: EventRecord,
  { isMoved, changed }: Placing,
): EventRecord {
  const next = cloneRecord(base);
  for (const name of SHARED_DETAILS) {
    if (!changed || changed.includes(name))
      setDetail(next.details, name, structuredClone(after.details[name]));
  }
  Object.assign(next, { start: after.start, end: after.end, recurrence: after.recurrence });
  const own = [...new Set([...(base.own ?? []), ...(after.own ?? [])])];
  Object.assign(next, { own: base.seriesMasterId ? own : undefined, sequence: after.sequence });
  if (!changed || changed.includes("attendees")) next.attendees = rowsFor(after, guest);
  if (!isMoved) return next;
  next.details.showAs = "tentative";
  return { ...next, answer: { response: "notResponded" } };
}

/** Guests see who is invited, unless that is hidden, but nobody's answers: only the organiser's copy has those. */
function rowsFor(after: EventRecord, guest: string): Attendee[] {
  const rows = after.details.hideAttendees
    ? after.attendees.filter((row) => sameAddress(row.address, guest))
    : after.attendees;
  return rows.map((row) => ({ ...row, answer: { response: "none" } }));
}
