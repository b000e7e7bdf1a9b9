import { createHash } from "node:crypto";
import { instancesOf } from "./calendar-view";
import type { DeltaPosition } from "./delta-tokens";
import type { EventRecord } from "./event-record";
import { idFor, renderEvent, renderOccurrence, shownId, typeOf, type Viewer } from "./event-render";
import { instanceId } from "./item-id";
import { overlaps, slotsIn } from "./series-slots";
import { type World, zoneOf } from "./world";

/** A row of a round, which is written out only when its page is sent. */
type Row = { id: string; render(): Record<string, unknown> };
/** A row with the key that orders it within its round. */
export type KeyedRow = Row & { key: string };

/**
 * The rows of one round (providers 3.3): everything in the window at first, later what changed after `since`. A change
 * anywhere in a series sends the whole series again; what left the window or the mailbox comes as `@removed`.
 */
export function deltaRows(world: World, viewer: Viewer, at: DeltaPosition): KeyedRow[] {
  const until = at.until ?? Number.POSITIVE_INFINITY;
  const events = [...world.store.mailbox(viewer.email).events.values()].filter((event) => event.rev <= until);
  const rows = events
    .filter((event) => !event.seriesMasterId)
    .flatMap((event) =>
      isSeries(event) ? seriesRows(world, viewer, at, event) : singleRows(world, viewer, at, event),
    );
  return shuffled(rows);
}

function singleRows(world: World, viewer: Viewer, at: DeltaPosition, event: EventRecord): Row[] {
  if (at.since !== undefined && event.rev <= at.since) return [];
  if (isIn(world, viewer, at, event)) return [full(world, viewer, event)];
  return at.since === undefined ? [] : [removed(viewer, event.id, event.moves)];
}

function seriesRows(world: World, viewer: Viewer, at: DeltaPosition, master: EventRecord): Row[] {
  const { since } = at;
  const { sendsMasters } = world.store.state.behaviours;
  if (since !== undefined && revisionOf(world, viewer, master) <= since) return [];
  const span = { from: at.from, to: at.to };
  const isThere = !master.isGone && master.calendar === "default" && master.recurrence !== undefined;
  const instances = isThere ? instancesOf(world, viewer.email, master).in(span) : [];
  const rows = instances.map((each) =>
    typeOf(each) === "occurrence" ? occurrence(viewer, each) : full(world, viewer, each),
  );
  const single = !master.isGone && !master.recurrence ? singleRows(world, viewer, at, master) : [];
  const head = instances.length > 0 && sendsMasters ? [full(world, viewer, master)] : [];
  if (since === undefined) return [...head, ...single, ...rows];
  return [...head, ...single, ...rows, ...removedRows(world, viewer, at, master, instances)];
}

function removedRows(
  world: World,
  viewer: Viewer,
  at: DeltaPosition,
  master: EventRecord,
  instances: EventRecord[],
): Row[] {
  const shown = new Set(instances.map((each) => each.id));
  const isOver = instances.length === 0 && (master.isGone || master.recurrence !== undefined);
  const days =
    master.isGone || master.calendar !== "default" ? slotsIn(master, at).map((slot) => slot.day) : [];
  const lost = (master.lostDays ?? []).filter((each) => each.rev > (at.since ?? 0)).map((each) => each.day);
  const told = world.store.state.behaviours.saysRemovedSlots ? [...days, ...lost] : days;
  const moved = exceptionsOutside(world, viewer, at, master).map((each) => each.id);
  const ids = new Set([...told.map((day) => instanceId(master.id, day)), ...moved]);
  const gone = [...ids].filter((id) => !shown.has(id)).map((id) => removed(viewer, id, master.moves));
  return isOver ? [...gone, removed(viewer, master.id, master.moves)] : gone;
}

function exceptionsOutside(
  world: World,
  viewer: Viewer,
  at: DeltaPosition,
  master: EventRecord,
): EventRecord[] {
  const events = [...world.store.mailbox(viewer.email).events.values()];
  return events.filter(
    (event) => event.seriesMasterId === master.id && (event.isGone || !isIn(world, viewer, at, event)),
  );
}

/** The latest change of a series or of any of its instances. */
function revisionOf(world: World, viewer: Viewer, master: EventRecord): number {
  const events = [...world.store.mailbox(viewer.email).events.values()];
  const own = events.filter((event) => event.seriesMasterId === master.id).map((event) => event.rev);
  return Math.max(master.rev, ...own);
}

/** A series that became a single event still has slots to take back. */
function isSeries(event: EventRecord): boolean {
  return event.recurrence !== undefined || (event.lostDays ?? []).length > 0;
}

function isIn(world: World, viewer: Viewer, at: DeltaPosition, event: EventRecord): boolean {
  if (event.isGone || event.calendar !== "default") return false;
  return overlaps(event, { from: at.from, to: at.to }, zoneOf(world, viewer.email));
}

const TYPE = { "@odata.type": "#microsoft.graph.event" };

function full(world: World, viewer: Viewer, event: EventRecord): Row {
  // Named in place: to copy every event once more costs as much as to write it.
  return { id: idFor(viewer, event), render: () => Object.assign(renderEvent(world, viewer, event), TYPE) };
}

function occurrence(viewer: Viewer, event: EventRecord): Row {
  return { id: idFor(viewer, event), render: () => renderOccurrence(viewer, event) };
}

function removed(viewer: Viewer, id: string, moves: number): Row {
  const shown = shownId(viewer, id, moves);
  return { id: shown, render: () => ({ ...TYPE, id: shown, "@removed": { reason: "deleted" } }) };
}

/** The order of rows means nothing: instances may come before their series. */
function shuffled(rows: Row[]): KeyedRow[] {
  const key = (row: Row) => createHash("sha256").update(row.id).digest("hex");
  return rows.map((row) => ({ ...row, key: key(row) })).sort((one, other) => (one.key < other.key ? -1 : 1));
}
