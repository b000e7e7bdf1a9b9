import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import type { SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import { syncLogHref } from "./sync-log-address";

type SyncLogPagerProps = { query: SyncLogQuery; nextCursor: string | null };

/** The way to what is older, and back to the newest. */
export function SyncLogPager({ query, nextCursor }: SyncLogPagerProps) {
  if (!query.cursor && !nextCursor) return null;
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2">
      {query.cursor && (
        <Link
          href={syncLogHref(query, { cursor: null })}
          prefetch={false}
          className={buttonClass("default", "s")}
        >
          Newest
        </Link>
      )}
      {nextCursor && (
        <Link
          href={syncLogHref(query, { cursor: nextCursor })}
          prefetch={false}
          className={buttonClass("default", "s")}
        >
          Older
        </Link>
      )}
    </nav>
  );
}
