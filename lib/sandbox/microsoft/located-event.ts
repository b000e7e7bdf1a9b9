import { itemNotFound, preconditionFailed } from "./api-error";
import { changeKeyOf } from "./change-key";
import type { EventRecord } from "./event-record";
import { type ItemId, readItemId, requireCurrentId } from "./item-id";
import { instanceAt, slotOn } from "./series-slots";
import type { World } from "./world";

/** An event of one mailbox: stored as such, or a slot of a series that has no row of its own yet. */
export type Located = { record: EventRecord; isStored: boolean };

/** Finds an event or an instance by its immutable id; undefined when there is none or only a tombstone. */
export function locate(world: World, email: string, item: ItemId): Located | undefined {
  const { events } = world.store.mailbox(email);
  const stored = events.get(item.id);
  if (stored) return stored.isGone ? undefined : { record: stored, isStored: true };
  const master = item.masterId ? events.get(item.masterId) : undefined;
  if (!master?.recurrence || master.isGone || !item.day) return undefined;
  const slot = slotOn(master, item.day);
  return slot && { record: instanceAt(master, slot), isStored: false };
}

/** The caller's copy of an event; 400 for no id at all, 404 without a copy, 412 when If-Match names another version. */
export function requireCurrent(
  world: World,
  email: string,
  id: string,
  ifMatch: string | undefined,
): EventRecord {
  const asked = readItemId(id);
  const found = locate(world, email, asked);
  if (!found) throw itemNotFound();
  requireCurrentId(asked, found.record);
  if (ifMatch && ifMatch !== "*" && !ifMatch.includes(changeKeyOf(found.record))) throw preconditionFailed();
  return found.record;
}

/** The series with this UID in one mailbox, or the single event; tombstones do not count. */
export function copyOf(world: World, email: string, iCalUId: string): EventRecord | undefined {
  const events = [...world.store.mailbox(email).events.values()];
  return events.find((event) => event.iCalUId === iCalUId && !event.isGone && !event.seriesMasterId);
}

/** The stored instances of a series in one mailbox, tombstones left out. */
export function exceptionsOf(world: World, email: string, masterId: string): EventRecord[] {
  const events = [...world.store.mailbox(email).events.values()];
  return events.filter((event) => event.seriesMasterId === masterId && !event.isGone);
}
