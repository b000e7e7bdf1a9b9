import { conditionNotMet, notFound } from "./api-error";
import { cloneRecord, type EventRecord } from "./event-record";
import { instanceId, parseInstanceId, type Slot, slotStartingAt } from "./recurrence";
import type { World } from "./world";

/** An event of one calendar: stored as such, or a slot of a series that has no row of its own yet. */
export type Located = { record: EventRecord; isStored: boolean };

/** Finds an event or an instance on a person's calendar; undefined when there is none. */
export function locate(world: World, email: string, id: string): Located | undefined {
  const { events } = world.store.calendar(email);
  const stored = events.get(id);
  if (stored) return { record: stored, isStored: true };
  const parsed = parseInstanceId(id);
  const master = parsed && events.get(parsed.masterId);
  if (!parsed || !master?.recurrence) return undefined;
  const slot = slotStartingAt(master, parsed.slotOf(master));
  return slot && { record: instanceOf(master, slot), isStored: false };
}

/** The caller's copy of an event; 404 without one, 412 when If-Match names another version. */
export function requireCurrent(
  world: World,
  email: string,
  id: string,
  ifMatch: string | undefined,
): EventRecord {
  const found = locate(world, email, id);
  if (!found) throw notFound();
  if (ifMatch && ifMatch !== "*" && ifMatch !== etagOf(found.record)) throw conditionNotMet();
  return found.record;
}

/** The instance of a series at one slot, following the series in everything. */
export function instanceOf(master: EventRecord, slot: Slot): EventRecord {
  return {
    ...cloneRecord(master),
    id: instanceId(master.id, slot.start),
    recurrence: undefined,
    recurringEventId: master.id,
    originalStart: slot.start,
    start: slot.start,
    end: slot.end,
    own: [],
    meetDueAt: undefined,
  };
}

/** The stored instances of a series on one calendar, cancelled ones included. */
export function exceptionsOf(world: World, email: string, masterId: string): EventRecord[] {
  const events = [...world.store.calendar(email).events.values()];
  return events.filter((event) => event.recurringEventId === masterId);
}

/** The etag of a copy: it changes with every change, on an instance also with its series. */
export function etagOf(record: EventRecord): string {
  return `"${Date.parse(record.created).toString().slice(-6)}${record.rev.toString().padStart(10, "0")}"`;
}
