import type { CalendarChange } from "@/lib/domain/calendar/event";
import type { Access, LookUp } from "@/lib/domain/calendar/provider";
import { readTogether } from "./batch";
import { type CalendarItem, type CalendarItems, callGoogle, type GoogleSettings } from "./client";
import { toChange } from "./to-event";
import { zoneOr } from "./zone-or";

const EVENTS = "/calendar/v3/calendars/primary/events";

/**
 * What the events are now, fifty in a call, and the slots taken out of series in as many more. One that this calendar never
 * had has vanished; Google only ever lists the primary calendar, so that `onPrimary` needs no look of its own.
 */
export async function lookUp(
  settings: GoogleSettings,
  access: Access,
  hints: readonly LookUp[],
): Promise<CalendarChange[]> {
  const ids = [...new Set(hints.map(({ id }) => id))];
  const events = await readTogether(settings, access, ids.map(pathOf));
  const changes = ids.flatMap((id) => changeOf(id, events.get(pathOf(id))) ?? []);
  const masters = changes.flatMap(masterIn);
  const listings = await readTogether(settings, access, masters.map(slotsOf));
  const gone = new Map<string, CalendarChange[]>();
  for (const master of masters) {
    const first = (listings.get(slotsOf(master)) ?? {}) as CalendarItems;
    gone.set(master.id, await takenOut(settings, access, master, first));
  }
  return changes.flatMap((change) => [change, ...(gone.get(idOf(change)) ?? [])]);
}

type Master = { id: string; icalUid: string };

const pathOf = (id: string): string => `${EVENTS}/${encodeURIComponent(id)}`;
/** A listing by UID shows the slots taken out of a series, cancelled, beside their master. */
const slotsOf = ({ icalUid }: Master): string =>
  `${EVENTS}?${new URLSearchParams({ ...LISTING, iCalUID: icalUid, maxResults: String(MOST) })}`;
const LISTING = { singleEvents: "false", showDeleted: "true" };
const MOST = 2_500;

const idOf = (change: CalendarChange): string => (change.kind === "upsert" ? change.event.id : change.id);

function changeOf(id: string, data: unknown): CalendarChange | null {
  if (data === null) return { kind: "gone", id, how: "vanished", instance: null, updatedAt: null };
  const item = data as CalendarItem;
  return toChange(item, zoneOr(item.start?.timeZone));
}

function masterIn(change: CalendarChange): Master[] {
  if (change.kind === "gone" || change.event.series.role !== "master") return [];
  const { id, icalUid } = change.event;
  return icalUid ? [{ id, icalUid }] : [];
}

/** From the first page of a series' listing; the others, if there are any, are asked for one by one. */
async function takenOut(
  settings: GoogleSettings,
  access: Access,
  master: Master,
  first: CalendarItems,
): Promise<CalendarChange[]> {
  const items = [...(first.items ?? [])];
  for (let pageToken = first.nextPageToken; pageToken; ) {
    const asked = { calendarId: "primary", singleEvents: false, showDeleted: true, maxResults: MOST };
    const page = { ...asked, iCalUID: master.icalUid, pageToken };
    const { data } = await callGoogle(settings, access, (api) => api.events.list(page));
    items.push(...(data.items ?? []));
    pageToken = data.nextPageToken;
  }
  const changes = items.map((item) => toChange(item, zoneOr(first.timeZone)));
  return changes.filter(
    (change) => change?.kind === "gone" && change.instance?.masterId === master.id,
  ) as CalendarChange[];
}
