"use client";

import { useQuery } from "@tanstack/react-query";
import type { SyncLog, SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { syncLogState } from "@/lib/queries/sync-log";
import { searchOf } from "./sync-log-address";
import { NothingConsidered, NothingWritten } from "./sync-log-empty";
import { SyncLogList } from "./sync-log-list";
import { SyncLogPager } from "./sync-log-pager";
import { WrittenList } from "./sync-log-written";

type SyncLogContentProps = {
  query: SyncLogQuery;
  initial: SyncLog;
  mayCreate: boolean;
  hasCalendar: boolean;
  now: Instant;
  zone: ZoneId;
};

/** The list that the address names. It keeps itself up to date, so that what was asked for is seen to happen. */
export function SyncLogContent({ query, initial, ...rest }: SyncLogContentProps) {
  const { data, isError } = useQuery(syncLogState(searchOf(query), initial));
  return (
    <>
      {isError && (
        <p role="alert" className="text-danger text-s">
          The log could not be read anew. What stands here may be a little old.
        </p>
      )}
      <Rows query={query} log={data} {...rest} />
      <SyncLogPager query={query} nextCursor={data.nextCursor} />
    </>
  );
}

function Rows({ query, log, mayCreate, hasCalendar, now, zone }: RowsProps) {
  if (log.view === "written")
    return log.rows.length > 0 ? (
      <WrittenList rows={log.rows} now={now} zone={zone} />
    ) : (
      <NothingWritten query={query} />
    );
  return log.rows.length > 0 ? (
    <SyncLogList rows={log.rows} mayCreate={mayCreate} now={now} zone={zone} />
  ) : (
    <NothingConsidered query={query} hasCalendar={hasCalendar} />
  );
}

type RowsProps = Omit<SyncLogContentProps, "initial"> & { log: SyncLog };
