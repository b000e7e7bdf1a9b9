import { type InfiniteData, infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { type RecordRef, recordPath } from "@/lib/domain/records/record";
import {
  type ActivityKind,
  type TimelineEntry,
  type TimelinePage,
  upcomingSteps,
} from "@/lib/domain/timeline/entry";
import { getJson, worthRetrying } from "./json";

export type TimelineFilters = { kinds: readonly ActivityKind[]; q: string };
/** Everything, as the server rendered it first. No kind ticked means every kind. */
export const noFilters: TimelineFilters = { kinds: [], q: "" };

export const isFiltered = ({ kinds, q }: TimelineFilters): boolean => kinds.length > 0 || q.trim() !== "";

const normal = ({ kinds, q }: TimelineFilters): TimelineFilters => ({
  kinds: [...kinds].sort(),
  q: q.trim(),
});

/** All timelines of one record, whatever their filters: what a live change invalidates. */
export const recordTimelineKey = (ref: RecordRef) => ["timeline", ref.kind, ref.id] as const;
export const timelineKey = (ref: RecordRef, filters: TimelineFilters) =>
  [...recordTimelineKey(ref), normal(filters)] as const;

/** Where a page begins: at a cursor of the past; else at the beginning, with so many of what is coming. */
type From = string | number | null;

/** The pages of a record's timeline. `initialPage` belongs to the unfiltered timeline only. */
export const timelineOptions = (ref: RecordRef, filters: TimelineFilters, initialPage?: TimelinePage) =>
  infiniteQueryOptions({
    queryKey: timelineKey(ref, filters),
    queryFn: ({ pageParam, signal }) => getJson<TimelinePage>(timelineUrl(ref, filters, pageParam), signal),
    initialPageParam: null as From,
    getNextPageParam: (page) => page.nextCursor,
    retry: worthRetrying,
    // The server's page may be older than a hint that came before this timeline was shown: read it again.
    staleTime: 0,
    ...(initialPage && !isFiltered(filters)
      ? { initialData: { pages: [initialPage], pageParams: [null] } }
      : {}),
  });

export function timelineUrl(ref: RecordRef, filters: TimelineFilters, from: From): string {
  const { kinds, q } = normal(filters);
  const query = new URLSearchParams({
    ...(typeof from === "string" ? { cursor: from } : {}),
    ...(typeof from === "number" ? { upcoming: String(from) } : {}),
    ...(kinds.length > 0 ? { kinds: kinds.join(",") } : {}),
    ...(q ? { q } : {}),
  }).toString();
  return `/api/records${recordPath(ref)}/timeline${query ? `?${query}` : ""}`;
}

export type TimelineData = InfiniteData<TimelinePage, From>;

/** How many of what is coming the loaded pages ask for. */
export function upcomingOf(data: { pageParams: unknown[] } | undefined): number {
  const from = data?.pageParams[0];
  return typeof from === "number" ? from : upcomingSteps.first;
}

/** Has the next reading of this timeline, and each after it, ask for so many of what is coming. */
export function askForUpcoming(
  client: QueryClient,
  key: ReturnType<typeof timelineKey>,
  count: number,
): void {
  client.setQueryData<TimelineData>(key, (data) =>
    data ? { ...data, pageParams: [count, ...data.pageParams.slice(1)] } : data,
  );
}

/** Shows a change to one entry at once on every loaded timeline; the refetch that follows brings the truth. */
export function patchEntry(
  client: QueryClient,
  entryId: string,
  change: (entry: TimelineEntry) => TimelineEntry,
): void {
  client.setQueriesData<TimelineData>({ queryKey: ["timeline"] }, (data) =>
    data ? { ...data, pages: data.pages.map((page) => patchPage(page, entryId, change)) } : data,
  );
}

function patchPage(
  page: TimelinePage,
  entryId: string,
  change: (entry: TimelineEntry) => TimelineEntry,
): TimelinePage {
  const patch = (entry: TimelineEntry) => (entry.id === entryId ? change(entry) : entry);
  return {
    ...page,
    pinned: page.pinned ? patch(page.pinned) : null,
    upcoming: page.upcoming.map(patch),
    entries: page.entries.map(patch),
  };
}
