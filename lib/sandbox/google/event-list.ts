import { renderEvent, renderStub, type Viewer } from "./event-render";
import { earnsSyncToken, type ListQuery, pageBinding, readListQuery, syncBinding } from "./list-query";
import { type Row, selectRows } from "./list-rows";
import { openPageToken, openSyncToken, type SyncPosition, sealPageToken, sealSyncToken } from "./sync-tokens";
import { type World, zoneOf } from "./world";

type ListCall = { email: string; params: URLSearchParams; isBusyOnly: boolean };

/** One page of `events.list`: a first round, an incremental one, or a continuation of either (providers 2.3). */
export function listEvents(world: World, { email, params, isBusyOnly }: ListCall): Record<string, unknown> {
  const query = readListQuery(params);
  const calendar = world.store.calendar(email);
  const since = query.syncToken
    ? openSyncToken(world, email, query.syncToken, syncBinding(params))
    : undefined;
  const binding = pageBinding(params);
  const page = query.pageToken ? openPageToken(world, email, query.pageToken, binding) : undefined;
  const until = page?.until ?? calendar.revision;
  const zone = zoneOf(world, email);
  const known = [...calendar.events.values()].filter((record) => record.rev <= until);
  const bound = since ? { ...query, timeMin: since.timeMin, timeMax: since.timeMax } : query;
  const rows = selectRows(known, bound, zone, world.now(), since?.revision);
  const rest = page ? rows.filter((row) => row.key > page.after) : rows;
  const items = rest.slice(0, Math.min(query.maxResults, world.store.state.behaviours.largestPage));
  const last = items.at(-1);
  const more = rest.length > items.length && last ? last.key : undefined;
  const viewer: Viewer = {
    email,
    zone: query.timeZone ?? zone,
    maxAttendees: query.maxAttendees,
    isBusyOnly,
  };
  return {
    ...listHead(world, email, viewer.zone, isBusyOnly),
    ...(more === undefined
      ? {}
      : { nextPageToken: sealPageToken(world, { email, binding, after: more, until }) }),
    ...(more === undefined ? syncTokenFor(world, email, params, { query, since, until }) : {}),
    items: items.map((row) => renderRow(world, viewer, row)),
  };
}

/** The members every list of events starts with. */
export function listHead(world: World, email: string, zone: string, isBusyOnly: boolean) {
  const calendar = world.store.calendar(email);
  const latest = [...calendar.events.values()].reduce(
    (max, { updated }) => (updated > max ? updated : max),
    "",
  );
  return {
    kind: "calendar#events",
    etag: `"p3${calendar.revision.toString().padStart(8, "0")}o"`,
    summary: email,
    description: "",
    updated: latest || "1970-01-01T00:00:00.000Z",
    timeZone: zone,
    accessRole: isBusyOnly ? "freeBusyReader" : "owner",
    defaultReminders: [{ method: "popup", minutes: 10 }],
  };
}

type Round = { query: ListQuery; since: SyncPosition | undefined; until: number };

function syncTokenFor(world: World, email: string, params: URLSearchParams, { query, since, until }: Round) {
  if (!since && !earnsSyncToken(query)) return {};
  const window = since ?? { timeMin: query.timeMin, timeMax: query.timeMax };
  const binding = syncBinding(params);
  const position = { email, revision: until, binding, timeMin: window.timeMin, timeMax: window.timeMax };
  return { nextSyncToken: sealSyncToken(world, position) };
}

function renderRow(world: World, viewer: Viewer, { record }: Row) {
  return record.status === "cancelled" ? renderStub(viewer, record) : renderEvent(world, viewer, record);
}
