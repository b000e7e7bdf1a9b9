import type { EventRecord } from "./event-record";
import { timeToMs } from "./event-time";
import type { ListQuery } from "./list-query";
import { instanceOf } from "./located-event";
import { slotsBetween } from "./recurrence";

/** An event of a list with the key that orders it. */
export type Row = { record: EventRecord; key: string };

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 365 * DAY_MS;
/** An endless series is expanded no further than this, as the real service stops at its own horizon. */
const SLOT_LIMIT = 750;

/** Which events a query lists, in order. `sinceRevision` is set in an incremental round. */
export function selectRows(
  events: EventRecord[],
  query: ListQuery,
  zone: string,
  now: number,
  sinceRevision: number | undefined,
): Row[] {
  const isIncremental = sinceRevision !== undefined;
  const masters = new Map(events.filter((event) => event.recurrence).map((event) => [event.id, event]));
  const expanded = query.singleEvents ? expandSeries(events, masters, query, now) : events;
  const rows = expanded
    .filter((record) => !isIncremental || record.rev > sinceRevision)
    .filter((record) => isListed(record, masters, query, isIncremental))
    .filter((record) => fitsQuery(record, query, zone, now, isIncremental));
  return rows
    .map((record) => ({ record, key: keyOf(record, query) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Deletions show in incremental rounds and on request; removed instances of a living series nearly always. */
function isListed(
  record: EventRecord,
  masters: Map<string, EventRecord>,
  query: ListQuery,
  isIncremental: boolean,
): boolean {
  if (record.status !== "cancelled" || isIncremental || query.showDeleted) return true;
  const master = record.recurringEventId ? masters.get(record.recurringEventId) : undefined;
  return !query.singleEvents && master !== undefined && master.status !== "cancelled";
}

function fitsQuery(
  record: EventRecord,
  query: ListQuery,
  zone: string,
  now: number,
  isIncremental: boolean,
): boolean {
  const { details } = record;
  if (query.eventTypes.length > 0 && !query.eventTypes.includes(record.eventType)) return false;
  if (query.iCalUID !== undefined && record.iCalUID !== query.iCalUID) return false;
  if (query.updatedMin !== undefined && Date.parse(record.updated) < query.updatedMin) return false;
  if (!hasProperties(details.extendedProperties?.private, query.privateProperties)) return false;
  if (!hasProperties(details.extendedProperties?.shared, query.sharedProperties)) return false;
  if (query.q !== undefined && !mentions(record, query.q)) return false;
  // A deletion must reach a window it can no longer be placed in.
  if (isIncremental && record.status === "cancelled") return true;
  return isInWindow(record, query, zone, now);
}

function isInWindow(record: EventRecord, query: ListQuery, zone: string, now: number): boolean {
  const { timeMin, timeMax } = query;
  if (timeMin === undefined && timeMax === undefined) return true;
  if (record.recurrence) {
    const span = { from: timeMin ?? 0, to: timeMax ?? now + 50 * YEAR_MS };
    return slotsBetween(record, span, 1).length > 0;
  }
  const afterMin = timeMin === undefined || timeToMs(record.end, zone) > timeMin;
  return afterMin && (timeMax === undefined || timeToMs(record.start, zone) < timeMax);
}

function expandSeries(
  events: EventRecord[],
  masters: Map<string, EventRecord>,
  query: ListQuery,
  now: number,
): EventRecord[] {
  const stored = new Set(events.map((event) => event.id));
  const slots = [...masters.values()].flatMap((master) => {
    // Slots of whole days are placed in UTC here; where they begin for the calendar's person is looked at afterwards.
    const from = query.timeMin === undefined ? timeToMs(master.start, "UTC") : query.timeMin - DAY_MS;
    const to = query.timeMax === undefined ? Math.max(from, now) + YEAR_MS : query.timeMax + DAY_MS;
    return slotsBetween(master, { from, to }, SLOT_LIMIT)
      .map((slot) => instanceOf(master, slot))
      .filter((instance) => !stored.has(instance.id));
  });
  return [...events.filter((event) => !event.recurrence), ...slots];
}

function hasProperties(properties: Record<string, string> | undefined, wanted: string[]): boolean {
  return wanted.every((pair) => {
    const cut = pair.indexOf("=");
    return cut > 0 && properties?.[pair.slice(0, cut)] === pair.slice(cut + 1);
  });
}

function mentions(record: EventRecord, q: string): boolean {
  const { summary, description, location } = record.details;
  const people = [record.organizer, ...(record.attendees ?? [])].flatMap((each) => [
    each.email,
    each.displayName,
  ]);
  const text = [summary, description, location, ...people].filter(Boolean).join("\n").toLowerCase();
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.includes(word));
}

function keyOf(record: EventRecord, query: ListQuery): string {
  const start = String(timeToMs(record.start, "UTC")).padStart(16, "0");
  if (query.orderBy === "startTime") return `${start}|${record.id}`;
  if (query.orderBy === "updated") return `${record.updated}|${start}|${record.id}`;
  return `${String(record.rev).padStart(12, "0")}|${start}|${record.id}`;
}
