import { CalendarSearch, PenLine, SearchX } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import type { SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import { syncLogHref } from "./sync-log-address";

type NothingConsideredProps = { query: SyncLogQuery; hasCalendar: boolean };

/** Why the log is empty, and the way on. */
export function NothingConsidered({ query, hasCalendar }: NothingConsideredProps) {
  if (query.q || query.result || query.meeting || query.cursor)
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title={query.meeting ? "Your calendar's log does not tell of this meeting" : "No event matches"}
        action={
          <Link
            href={syncLogHref(query, { q: "", result: null, meeting: null })}
            className={buttonClass("default", "s")}
          >
            Show all events
          </Link>
        }
      >
        {query.meeting &&
          "It was made here, came through a teammate's calendar, or was decided more than 90 days ago."}
      </EmptyState>
    );
  if (!hasCalendar)
    return (
      <EmptyState
        icon={<CalendarSearch aria-hidden="true" />}
        title="No calendar is connected"
        action={
          <Link href="/settings/general/calendar" className={buttonClass("default", "s")}>
            Go to Calendar
          </Link>
        }
      >
        Once yours is, every event that is looked at stands here with the reason for what became of it.
      </EmptyState>
    );
  return (
    <EmptyState icon={<CalendarSearch aria-hidden="true" />} title="No event was looked at yet">
      Events you make or change in your calendar from now on stand here a few seconds later.
    </EmptyState>
  );
}

/** Nothing was written: that is said, since it is the point of the list. */
export function NothingWritten({ query }: { query: SyncLogQuery }) {
  return (
    <EmptyState icon={<PenLine aria-hidden="true" />} title="Nothing was written to your calendar">
      {query.cursor
        ? "There is nothing older."
        : "Meetings you schedule here, and time off, are written to it and stand here then."}
    </EmptyState>
  );
}
