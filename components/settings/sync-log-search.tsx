"use client";

import { SearchBox } from "@/components/ui/search-box";
import type { SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import { syncLogHref, syncLogPath } from "./sync-log-address";

/** Searches titles and guests. */
export function SyncLogSearch({ query }: { query: SyncLogQuery }) {
  return (
    <SearchBox
      q={query.q}
      hrefOf={(q) => syncLogHref(query, { q })}
      path={syncLogPath}
      carried={query.result ? { result: query.result } : {}}
      label="Search the sync log"
      placeholder="Title or guest"
      className="w-full sm:w-[240px]"
    />
  );
}
