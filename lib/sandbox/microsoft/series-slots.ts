import { Temporal } from "temporal-polyfill";
import type { EventTime } from "../google/event-record";
import { timeToMs } from "../google/event-time";
import { type Series, type Slot, slotsBetween } from "../google/recurrence";
import { cloneRecord, type EventRecord } from "./event-record";
import { instanceId } from "./item-id";
import { localDay, ruleOf } from "./series-rule";

/** Half-open, epoch milliseconds. */
export type Span = { from: number; to: number };
/** A slot of a series and the day that names it. */
export type DaySlot = Slot & { day: string };

const DAY_MS = 24 * 60 * 60 * 1000;
/** An endless daily series fills the widest window a view accepts. */
const SLOT_LIMIT = 2000;

/** The slots of a series that overlap a span, in order, without the ones taken out. */
export function slotsIn(master: EventRecord, span: Span, limit = SLOT_LIMIT): DaySlot[] {
  const taken = new Set(master.cancelledDays ?? []);
  const slots = slotsBetween(seriesOf(master), span, limit + taken.size);
  return slots
    .map((slot) => ({ ...slot, day: dayOf(slot.start) }))
    .filter((slot) => !taken.has(slot.day))
    .slice(0, limit);
}

/** The slot of one day, unless it was taken out or never was. */
export function slotOn(master: EventRecord, day: string): DaySlot | undefined {
  return patternSlotOn(master, day, new Set(master.cancelledDays ?? []));
}

/** The slot the pattern has on a day, also when it was taken out. */
export function patternSlotOn(
  master: EventRecord,
  day: string,
  taken: ReadonlySet<string> = new Set(),
): DaySlot | undefined {
  if (taken.has(day)) return undefined;
  const noon = Temporal.PlainDate.from(day).toZonedDateTime("UTC").epochMilliseconds + DAY_MS / 2;
  const near = slotsBetween(seriesOf(master), { from: noon - 2 * DAY_MS, to: noon + 2 * DAY_MS }, 12);
  const slot = near.find((each) => dayOf(each.start) === day);
  return slot && { ...slot, day };
}

/** The slots next to a day: the last before it and the first after it. */
export function neighbours(master: EventRecord, day: string): { before?: DaySlot; after?: DaySlot } {
  const at = Temporal.PlainDate.from(day).toZonedDateTime("UTC").epochMilliseconds;
  const around = slotsIn(master, { from: at - 400 * DAY_MS, to: at + 400 * DAY_MS });
  const before = around.filter((slot) => slot.day < day).at(-1);
  const after = around.find((slot) => slot.day > day);
  return { ...(before && { before }), ...(after && { after }) };
}

/** The instance of a series at one slot, following the series in everything. */
export function instanceAt(master: EventRecord, slot: DaySlot): EventRecord {
  const { recurrence: _, cancelledDays: __, lostDays: ___, ...rest } = cloneRecord(master);
  return {
    ...rest,
    id: instanceId(master.id, slot.day),
    seriesMasterId: master.id,
    day: slot.day,
    start: slot.start,
    end: slot.end,
    own: [],
    transactionId: undefined,
    properties: undefined,
    teamsDueAt: undefined,
  };
}

/** The day that names a slot, in the zone of the series. */
export function dayOf(start: EventTime): string {
  return localDay(start).toString();
}

/** Whether a time span and an event touch; whole days count in `zone`. */
export function overlaps(record: { start: EventTime; end: EventTime }, span: Span, zone: string): boolean {
  const [start, end] = [timeToMs(record.start, zone), timeToMs(record.end, zone)];
  return start < span.to && (end > span.from || start >= span.from);
}

function seriesOf(master: EventRecord): Series {
  const zone = "timeZone" in master.start ? master.start.timeZone : "UTC";
  const lines = master.recurrence ? [ruleOf(master.recurrence, zone)] : [];
  return { start: master.start, end: master.end, recurrence: lines };
}
