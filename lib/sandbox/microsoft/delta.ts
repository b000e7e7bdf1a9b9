import { readSpan } from "./calendar-view";
import { roundRows } from "./delta-round";
import type { KeyedRow } from "./delta-rows";
import { type DeltaPosition, deltaLink, openDeltaToken } from "./delta-tokens";
import type { Viewer } from "./event-render";
import { refuseOptions } from "./odata";
import type { World } from "./world";

const PAGE_SIZE = 10;

/** One page of `GET /me/calendarView/delta`: a first round, an incremental one, or a continuation of either. */
export function viewDelta(world: World, viewer: Viewer, path: string, query: URLSearchParams) {
  const at = readPosition(world, viewer, path, query);
  const isStart = at.until === undefined;
  const { behaviours } = world.store.state;
  const round = { ...at, until: at.until ?? world.store.mailbox(viewer.email).revision };
  const context = { "@odata.context": `${world.origin}/v1.0/$metadata#Collection(event)` };
  if (isStart && behaviours.startsWithEmptyPage) {
    return { ...context, "@odata.nextLink": deltaLink(world, path, "$skiptoken", round), value: [] };
  }
  const rows = roundRows(world, viewer, round);
  const size = Math.min(viewer.preferences.pageSize ?? PAGE_SIZE, behaviours.largestPage);
  const { after } = round;
  const sent = after === undefined ? [] : rows.filter((each) => each.key <= after);
  const rest = rows.slice(sent.length);
  const fresh = rest.slice(0, size);
  const isLast = rest.length <= size;
  const value = behaviours.repeatsRows ? withRepetition(sent, fresh, isLast) : fresh;
  if (!isLast) {
    const link = deltaLink(world, path, "$skiptoken", { ...round, after: fresh.at(-1)?.key });
    return { ...context, "@odata.nextLink": link, value: value.map(({ render }) => render()) };
  }
  const next: DeltaPosition = { ...round, since: round.until, until: undefined, after: undefined };
  const link = deltaLink(world, path, "$deltatoken", next);
  return { ...context, "@odata.deltaLink": link, value: value.map(({ render }) => render()) };
}

/** The last row of the page before comes again; a round of one page says its first row twice. */
function withRepetition(sent: KeyedRow[], fresh: KeyedRow[], isLast: boolean): KeyedRow[] {
  if (sent.length > 0) return [...sent.slice(-1), ...fresh];
  return isLast ? [...fresh, ...fresh.slice(0, 1)] : fresh;
}

function readPosition(world: World, viewer: Viewer, path: string, query: URLSearchParams): DeltaPosition {
  for (const name of ["$skiptoken", "$deltatoken"] as const) {
    const token = query.get(name);
    if (token) return openDeltaToken(world, viewer.email, path, name, token);
  }
  refuseOptions(query, []);
  const span = readSpan(query);
  return { ...span, email: viewer.email, epoch: world.store.mailbox(viewer.email).epoch };
}
