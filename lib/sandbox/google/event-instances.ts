import { invalidValue, notFound } from "./api-error";
import { listHead } from "./event-list";
import type { EventRecord } from "./event-record";
import { renderEvent } from "./event-render";
import { timeToMs } from "./event-time";
import { pageBinding, readListQuery } from "./list-query";
import { exceptionsOf, instanceOf } from "./located-event";
import { slotsBetween } from "./recurrence";
import { openPageToken, sealPageToken } from "./sync-tokens";
import { type World, zoneOf } from "./world";

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const SLOT_LIMIT = 2500;

/** `events.instances`: the slots of one series in order, changed ones in their changed form. */
export function listInstances(
  world: World,
  email: string,
  masterId: string,
  params: URLSearchParams,
): Record<string, unknown> {
  const query = readListQuery(params);
  if (query.syncToken !== undefined) throw invalidValue("Invalid sync token value.", "syncToken");
  const master = world.store.calendar(email).events.get(masterId);
  if (!master) throw notFound();
  const binding = `${masterId}?${pageBinding(params)}`;
  const page = query.pageToken ? openPageToken(world, email, query.pageToken, binding) : undefined;
  const zone = zoneOf(world, email);
  const all = instancesOf(world, email, master, { from: query.timeMin, to: query.timeMax })
    .filter((record) => query.showDeleted || record.status !== "cancelled")
    .filter((record) => isInWindow(record, zone, query))
    .map((record) => ({ record, key: keyOf(record) }));
  const rest = all.filter((row) => !page || row.key > page.after);
  const items = rest.slice(0, query.maxResults);
  const last = items.at(-1);
  const more = rest.length > items.length && last ? last.key : undefined;
  const viewer = { email, zone: query.timeZone ?? zone, maxAttendees: query.maxAttendees };
  return {
    ...listHead(world, email, viewer.zone, false),
    ...(more === undefined
      ? {}
      : { nextPageToken: sealPageToken(world, { email, binding, after: more, until: 0 }) }),
    items: items.map((row) => renderEvent(world, viewer, row.record)),
  };
}

function instancesOf(
  world: World,
  email: string,
  master: EventRecord,
  window: { from?: number | undefined; to?: number | undefined },
): EventRecord[] {
  if (!master.recurrence) return [];
  const stored = exceptionsOf(world, email, master.id);
  const known = new Set(stored.map((record) => record.id));
  const from = window.from ?? timeToMs(master.start, "UTC");
  const span = { from, to: window.to ?? Math.max(from, world.now()) + 2 * YEAR_MS };
  const slots = slotsBetween(master, span, SLOT_LIMIT).map((slot) => instanceOf(master, slot));
  const all = [...slots.filter((record) => !known.has(record.id)), ...stored];
  return all.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function isInWindow(
  record: EventRecord,
  zone: string,
  window: { timeMin?: number | undefined; timeMax?: number | undefined },
): boolean {
  const isAfterMin = window.timeMin === undefined || timeToMs(record.end, zone) > window.timeMin;
  return isAfterMin && (window.timeMax === undefined || timeToMs(record.start, zone) < window.timeMax);
}

function keyOf(record: EventRecord): string {
  return `${String(timeToMs(record.originalStart ?? record.start, "UTC")).padStart(16, "0")}|${record.id}`;
}
