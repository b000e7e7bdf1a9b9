import { type RecordLink, recordKinds } from "@/lib/domain/records/record";
import type { PlainDate } from "@/lib/domain/time/instant";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import type { Tx } from "../client";
import { loadLinks } from "./record-links";
import {
  type PlacedRow,
  selectActivities,
  selectGuests,
  selectMeetings,
  selectPlaces,
} from "./timeline-rows";
import { type EntryParts, toEntry } from "./to-entry";

/**
 * Whole entries for these activities, by id, as `recordId`'s timeline shows them. One statement per aspect (activity,
 * meeting, guests, places, links) however many entries a page has.
 */
export async function loadEntries(
  tx: Tx,
  accountId: string,
  view: { recordId: string; today: PlainDate },
  ids: readonly string[],
): Promise<Map<string, TimelineEntry>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  const [heads, details, guests, places] = await Promise.all([
    selectActivities(tx, accountId, wanted),
    selectMeetings(tx, accountId, wanted),
    selectGuests(tx, accountId, wanted),
    selectPlaces(tx, accountId, wanted),
  ]);
  const recordIds = places.map((place) => place.recordId);
  const links = await loadLinks(tx, accountId, recordIds, view.today);
  const entries = heads.map((activity) => {
    const parts: EntryParts = {
      activity,
      meeting: details.find((detail) => detail.id === activity.id) ?? null,
      guests: guests.filter((guest) => guest.meetingId === activity.id),
      records: linksOf(activity.id, places, links),
      pinned: places.some((place) => isPinned(place, activity.id, view.recordId)),
    };
    return [activity.id, toEntry(parts)] as const;
  });
  return new Map(entries);
}

const isPinned = (place: PlacedRow, activityId: string, recordId: string): boolean =>
  place.activityId === activityId && place.recordId === recordId && place.pinnedAt !== null;

function linksOf(
  activityId: string,
  places: readonly PlacedRow[],
  links: ReadonlyMap<string, RecordLink>,
): RecordLink[] {
  return places
    .filter((place) => place.activityId === activityId)
    .flatMap((place) => links.get(place.recordId) ?? [])
    .sort(
      (a, b) =>
        recordKinds.indexOf(a.kind) - recordKinds.indexOf(b.kind) || a.name.localeCompare(b.name, "en"),
    );
}
