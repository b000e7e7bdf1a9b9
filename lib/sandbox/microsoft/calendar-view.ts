import { timeToMs } from "../google/event-time";
import { ApiError, invalidParameter, itemNotFound } from "./api-error";
import type { EventRecord } from "./event-record";
import { renderEvent, type Viewer } from "./event-render";
import { parseInstant } from "./graph-time";
import { exceptionsOf, requireCurrent } from "./located-event";
import { nextLink, readPaging, refuseOptions, select } from "./odata";
import { instanceAt, overlaps, type Span, slotsIn } from "./series-slots";
import { type World, zoneOf } from "./world";

const WIDEST_MS = 1825 * 24 * 60 * 60 * 1000;

/** `startDateTime` and `endDateTime` of a view; 400 when missing, empty or wider than 1,825 days (providers 3.3). */
export function readSpan(query: URLSearchParams): Span {
  const span = {
    from: parseInstant(query.get("startDateTime"), "startDateTime"),
    to: parseInstant(query.get("endDateTime"), "endDateTime"),
  };
  if (span.from >= span.to) throw invalidParameter("The end of the time window is not after its start.");
  if (span.to - span.from <= WIDEST_MS) return span;
  throw new ApiError(400, "ErrorCalendarViewRangeTooBig", "The requested time range is too large.");
}

/** `GET /me/calendarView`: what is on the calendar in a window, each slot of a series by itself. */
export function calendarView(world: World, viewer: Viewer, path: string, query: URLSearchParams) {
  refuseOptions(query, ["$select", "$orderby", "$top", "$skip", "$count"]);
  const rows = rowsInView(world, viewer.email, readSpan(query));
  return pageOf(world, viewer, { rows, path, query });
}

/** `GET /me/events/{id}/instances`: the slots of one series in a window. */
export function listInstances(
  world: World,
  viewer: Viewer,
  id: string,
  path: string,
  query: URLSearchParams,
) {
  refuseOptions(query, ["$select", "$top", "$skip"]);
  const master = requireCurrent(world, viewer.email, id, undefined);
  const span = readSpan(query);
  if (!master.recurrence) throw itemNotFound();
  const rows = instancesOf(world, viewer.email, master).in(span);
  return pageOf(world, viewer, { rows, path, query });
}

/** Everything of the default calendar that touches a span, in order of start. */
export function rowsInView(world: World, email: string, span: Span): EventRecord[] {
  const zone = zoneOf(world, email);
  const all = [...world.store.mailbox(email).events.values()];
  const own = all.filter(
    (record) => !record.isGone && record.calendar === "default" && !record.seriesMasterId,
  );
  const rows = own.flatMap((record) => {
    if (record.recurrence) return instancesOf(world, email, record).in(span);
    return overlaps(record, span, zone) ? [record] : [];
  });
  return inOrder(rows);
}

/** The instances of a series in a span: changed ones in their changed form and place. */
export function instancesOf(world: World, email: string, master: EventRecord) {
  const exceptions = exceptionsOf(world, email, master.id);
  const changed = new Set(exceptions.map((record) => record.id));
  const zone = zoneOf(world, email);
  return {
    in(span: Span): EventRecord[] {
      const plain = slotsIn(master, span).map((slot) => instanceAt(master, slot));
      const rows = [
        ...plain.filter((record) => !changed.has(record.id)),
        ...exceptions.filter((record) => overlaps(record, span, zone)),
      ];
      return inOrder(rows);
    },
  };
}

function inOrder(rows: EventRecord[]): EventRecord[] {
  const at = (record: EventRecord) => timeToMs(record.start, "UTC");
  return [...rows].sort((one, other) => at(one) - at(other) || (one.id < other.id ? -1 : 1));
}

type Page = { rows: EventRecord[]; path: string; query: URLSearchParams };

function pageOf(world: World, viewer: Viewer, { rows, path, query }: Page) {
  const paging = readPaging(query, viewer.preferences.pageSize);
  const shown = rows.slice(paging.skip, paging.skip + paging.top);
  return {
    "@odata.context": `${world.origin}/v1.0/$metadata#Collection(event)`,
    ...(query.get("$count") === "true" ? { "@odata.count": rows.length } : {}),
    value: shown.map((record) => select(renderEvent(world, viewer, record), query)),
    ...(rows.length > paging.skip + paging.top
      ? { "@odata.nextLink": nextLink(`${world.origin}${path}`, query, paging) }
      : {}),
  };
}
