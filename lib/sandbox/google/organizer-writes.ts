import { changedFields, isHidden, sameValue, setDetail } from "./event-fields";
import { cloneRecord, type EventDetails, type EventRecord } from "./event-record";
import { endExceptions, spreadToGuests } from "./guest-copies";
import { exceptionsOf } from "./located-event";
import { type MailPolicy, mailGuests } from "./outbox";
import { sameSlots, slotStartingAt } from "./recurrence";
import type { World } from "./world";

/** Stores the organiser's copy, then lets guests, changed instances and the outbox follow. A no-op changes nothing. */
export function commitAsOrganizer(
  world: World,
  before: EventRecord | undefined,
  after: EventRecord,
  policy: MailPolicy,
): EventRecord {
  const owner = after.organizer.email;
  if (before && isUnchanged(before, after)) return before;
  const stored = world.store.put(owner, after, isSettingOnly(before, after) ? "settings" : "main data");
  spreadToGuests(world, before, stored);
  mailGuests(world, before, stored, policy);
  if (stored.status === "cancelled" && !stored.recurringEventId) endExceptions(world, owner, stored.id);
  else if (before?.recurrence) {
    for (const change of followSeries(world, owner, before, stored)) spreadToGuests(world, ...change);
  }
  return stored;
}

/** A restriction on one instance is a restriction on the series: it moves to the master copy (providers 2.1). */
export function restrictSeries(world: World, email: string, masterId: string, visibility: string): void {
  const master = world.store.calendar(email).events.get(masterId);
  const instances = exceptionsOf(world, email, masterId).filter((each) => each.status !== "cancelled");
  for (const record of [...(master ? [master] : []), ...instances]) {
    if (isHidden(record.details.visibility)) continue;
    const copy = cloneRecord(record);
    copy.details.visibility = visibility;
    world.store.put(email, copy);
  }
}

/** Lets the changed instances on one calendar follow their series; gives what each was and became. */
export function followSeries(
  world: World,
  email: string,
  before: EventRecord,
  master: EventRecord,
): [EventRecord, EventRecord][] {
  const kept = sameSlots(before, master);
  const living = exceptionsOf(world, email, master.id).filter((each) => each.status !== "cancelled");
  return living.flatMap((exception): [EventRecord, EventRecord][] => {
    if (!exception.originalStart) return [];
    const slot = slotStartingAt(master, exception.originalStart);
    const hasSlot = kept || (master.recurrence && slot);
    const next = hasSlot ? followed(exception, master, slot) : { ...exception, status: "cancelled" as const };
    return isUnchanged(exception, next) ? [] : [[exception, world.store.put(email, next)]];
  });
}

/** The instance with everything it has not made its own taken from the series. */
function followed(
  exception: EventRecord,
  master: EventRecord,
  slot: { start: EventRecord["start"]; end: EventRecord["end"] } | undefined,
): EventRecord {
  const own = new Set(exception.own ?? []);
  const next = cloneRecord(exception);
  const names = new Set([...Object.keys(master.details), ...Object.keys(next.details)]) as Set<
    keyof EventDetails
  >;
  for (const name of names) {
    if (!own.has(name)) setDetail(next.details, name, structuredClone(master.details[name]));
  }
  if (!own.has("attendees")) next.attendees = structuredClone(master.attendees);
  if (slot && !own.has("start") && !own.has("end")) Object.assign(next, slot);
  return { ...next, sequence: Math.max(next.sequence, master.sequence) };
}

function isUnchanged(before: EventRecord, after: EventRecord): boolean {
  return sameValue({ ...before, own: undefined }, { ...after, own: undefined });
}

/** A reminder-only change gives a new etag but leaves `updated` alone (providers 2.1). */
function isSettingOnly(before: EventRecord | undefined, after: EventRecord): boolean {
  if (!before) return false;
  const changed = changedFields(before, after);
  return changed.length > 0 && changed.every((name) => name === "reminders" || name === "colorId");
}
