"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { EditMeetingDialog } from "@/components/meetings/edit-meeting-dialog";
import { classNames } from "@/components/ui/class-names";
import { ErrorState } from "@/components/ui/error-state";
import type { RecordRef } from "@/lib/domain/records/record";
import type { ZoneId } from "@/lib/domain/time/instant";
import type { TimelineEntry, TimelinePage } from "@/lib/domain/timeline/entry";
import { groupTimeline } from "@/lib/domain/timeline/grouping";
import { noFilters, type TimelineFilters, timelineOptions } from "@/lib/queries/timeline";
import { ActivityComposer } from "./activity-composer";
import { ChangeMark } from "./change-mark";
import { LoadMore } from "./load-more";
import { MoreUpcoming } from "./more-upcoming";
import { ScrollAnchor } from "./scroll-anchor";
import { TimelineProvider } from "./timeline-context";
import { TimelineList } from "./timeline-list";
import { TimelineEmpty, TimelineSkeleton } from "./timeline-states";
import { TimelineToolbar } from "./timeline-toolbar";
import { useEntryActions } from "./use-entry-actions";
import { useMoreUpcoming } from "./use-more-upcoming";
import { useNow, useZone } from "./use-now";

type TimelineProps = {
  record: RecordRef & { name: string };
  /** The first page, as the server rendered it. */
  initialPage: TimelinePage;
  /** The viewer's own zone; the browser's when it is not given. */
  viewerZone?: ZoneId;
  /** Hides what a viewer may not do (product section 7). */
  readOnly?: boolean;
};

/** The activities of one record: the same for contacts, companies, deals and tickets (RULES R2). */
export function Timeline(props: TimelineProps) {
  // Another record is another timeline: filters and scroll position start afresh.
  return <RecordTimeline key={`${props.record.kind}:${props.record.id}`} {...props} />;
}

function RecordTimeline({ record, initialPage, viewerZone, readOnly = false }: TimelineProps) {
  const [filters, setFilters] = useState<TimelineFilters>(noFilters);
  const [editing, setEditing] = useState<TimelineEntry | null>(null);
  const zone = useZone(viewerZone);
  const now = useNow(30_000);
  const actions = useEntryActions(record);
  const query = useInfiniteQuery({
    ...timelineOptions(record, filters, initialPage),
    placeholderData: keepPreviousData,
  });
  const moreUpcoming = useMoreUpcoming({ record, filters, data: query.data, refetch: query.refetch });
  const pages = query.data?.pages;
  const sections = useMemo(() => (pages ? groupTimeline(pages, { now, zone }) : []), [pages, now, zone]);
  const setting = useMemo(
    () => ({ record, zone, now, readOnly, actions, onEdit: setEditing }),
    [record, zone, now, readOnly, actions],
  );
  const list = JSON.stringify(filters);
  const empty = pages !== undefined && sections.length === 0;
  return (
    <TimelineProvider value={setting}>
      <h2 className="sr-only" tabIndex={-1} data-focus-fallback>
        Activities of {record.name}
      </h2>
      <TimelineToolbar
        filters={filters}
        onChange={setFilters}
        mark={<ChangeMark list={list} pages={query.isPlaceholderData ? undefined : pages} />}
      />
      {query.isPending && <TimelineSkeleton />}
      {query.isError && pages === undefined && (
        <ErrorState
          title="The activities could not be loaded"
          onRetry={() => query.refetch()}
          retrying={query.isFetching}
        >
          {query.error.message}
        </ErrorState>
      )}
      <div
        aria-busy={query.isPlaceholderData}
        className={classNames(query.isPlaceholderData && "opacity-60")}
      >
        <ScrollAnchor list={list}>
          <TimelineList sections={sections} afterUpcoming={<MoreUpcoming {...moreUpcoming} />} />
        </ScrollAnchor>
        {empty && (
          <TimelineEmpty name={record.name} filters={filters} onClear={() => setFilters(noFilters)} />
        )}
        {sections.length > 0 && (
          <LoadMore
            more={query.hasNextPage}
            loading={query.isFetchingNextPage}
            failed={query.isFetchNextPageError}
            onLoad={() => query.fetchNextPage()}
          />
        )}
      </div>
      <EntryEditor record={record} entry={editing} onClose={() => setEditing(null)} />
    </TimelineProvider>
  );
}

type EntryEditorProps = { record: RecordRef; entry: TimelineEntry | null; onClose: () => void };

function EntryEditor({ record, entry, onClose }: EntryEditorProps) {
  if (entry === null || entry.kind === "email") return null;
  const dialog = { open: true, onOpenChange: (open: boolean) => !open && onClose() };
  if (entry.kind === "meeting")
    return <EditMeetingDialog key={entry.id} meetingId={entry.meetingId} {...dialog} />;
  return <ActivityComposer key={entry.id} record={record} kind={entry.kind} entry={entry} {...dialog} />;
}
