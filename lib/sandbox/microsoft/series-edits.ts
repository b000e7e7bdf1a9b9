import { sameValue } from "../google/event-fields";
import { changedFields, movesInTime, setDetail } from "./event-fields";
import { cloneRecord, type EventDetails, type EventRecord } from "./event-record";
import { exceptionsOf } from "./located-event";
import { dayOf, slotsIn } from "./series-slots";
import type { World } from "./world";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** A series about to be stored: when its times change, days without a slot are remembered and exceptions forgotten. */
export function withSeriesChange(
  world: World,
  email: string,
  before: EventRecord,
  after: EventRecord,
): EventRecord {
  if (!before.recurrence || !movesInTime(changedFields(before, after))) return after;
  const rev = world.store.mailbox(email).revision + 1;
  const window = { from: world.now() - YEAR_MS, to: world.now() + 3 * YEAR_MS };
  const kept = new Set(
    after.recurrence ? slotsIn({ ...after, cancelledDays: [] }, window).map((slot) => slot.day) : [],
  );
  const days = slotsIn({ ...before, cancelledDays: [] }, window).map((slot) => slot.day);
  const lost = days.filter((day) => !kept.has(day)).map((day) => ({ day, rev }));
  return { ...after, cancelledDays: undefined, lostDays: [...(before.lostDays ?? []), ...lost] };
}

/** Lets the changed instances follow their series: a new time resets them, other edits reach what they left alone. */
export function followSeries(world: World, email: string, before: EventRecord, master: EventRecord): void {
  const isReset = movesInTime(changedFields(before, master));
  for (const exception of exceptionsOf(world, email, master.id)) {
    if (master.isGone) world.store.putQuietly(email, { ...exception, isGone: true });
    else if (isReset) world.store.mailbox(email).events.delete(exception.id);
    else follow(world, email, exception, master);
  }
  world.store.markDirty();
}

/** Takes one slot out of a series in one mailbox. */
export function removeSlot(world: World, email: string, master: EventRecord, instance: EventRecord): void {
  const day = instance.day ?? dayOf(instance.start);
  const rev = world.store.mailbox(email).revision + 1;
  world.store.mailbox(email).events.delete(instance.id);
  world.store.putQuietly(email, {
    ...cloneRecord(master),
    cancelledDays: [...new Set([...(master.cancelledDays ?? []), day])],
    lostDays: [...(master.lostDays ?? []), { day, rev }],
  });
  world.store.announce(email, { type: "deleted", record: { ...instance, isGone: true } });
}

function follow(world: World, email: string, exception: EventRecord, master: EventRecord): void {
  const own = new Set(exception.own ?? []);
  const next = cloneRecord(exception);
  const names = new Set([...Object.keys(master.details), ...Object.keys(next.details)]);
  for (const name of names as Set<keyof EventDetails>) {
    if (!own.has(name)) setDetail(next.details, name, structuredClone(master.details[name]));
  }
  if (!own.has("attendees")) next.attendees = structuredClone(master.attendees);
  if (!sameValue(exception, next)) world.store.putQuietly(email, next);
}
