import Link from "next/link";
import { Card } from "@/components/ui/card";
import { tabClass } from "@/components/ui/tab-class";
import { KEPT_DAYS, logResults, type SyncLog, type SyncLogQuery } from "@/lib/domain/calendar/sync-log";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { searchOf, syncLogHref } from "./sync-log-address";
import { SyncLogContent } from "./sync-log-content";
import { SyncLogSearch } from "./sync-log-search";
import { resultMarks } from "./sync-log-words";

type SyncLogPanelProps = {
  query: SyncLogQuery;
  log: SyncLog;
  mayCreate: boolean;
  hasCalendar: boolean;
  now: Instant;
  zone: ZoneId;
};

/** The Sync log tab: why each event is on timelines or is not (RULES N1), and what was written to the calendar (RULES O6). */
export function SyncLogPanel({ query, log, ...rest }: SyncLogPanelProps) {
  return (
    <Card className="grid grid-cols-1 gap-3">
      <Views query={query} />
      {query.view === "considered" ? (
        <Considered query={query} />
      ) : (
        <p className="max-w-[76ch] text-ink-3 text-s">
          Everything Almanac wrote to your own calendar, and whom that mailed. Reading your calendar writes
          nothing and mails nobody. Only you see this list, and nothing is ever removed from it.
        </p>
      )}
      <SyncLogContent key={searchOf(query)} query={query} initial={log} {...rest} />
    </Card>
  );
}

function Views({ query }: { query: SyncLogQuery }) {
  const views = [
    { view: "considered", label: "Events considered" },
    { view: "written", label: "Written to my calendar" },
  ] as const;
  return (
    <nav aria-label="Sync log" className="-mt-2 flex gap-4 overflow-x-auto border-line border-b">
      {views.map(({ view, label }) => (
        <Link
          key={view}
          href={syncLogHref(query, { view, q: "", result: null, meeting: null })}
          aria-current={query.view === view ? "page" : undefined}
          className={tabClass}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function Considered({ query }: { query: SyncLogQuery }) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="flex-1 basis-64">Why is a meeting here, or missing?</h2>
        <SyncLogSearch query={query} />
      </div>
      <p className="max-w-[76ch] text-ink-3 text-s">
        {`The last word on every event of your own calendar that was looked at, for ${KEPT_DAYS} days. Events made before you connected appear once they change. Only you see this list.`}
      </p>
      <nav aria-label="Decision" className="flex flex-wrap gap-1.5">
        <FilterLink href={syncLogHref(query, { result: null })} isOn={query.result === null}>
          All
        </FilterLink>
        {logResults.map((result) => (
          <FilterLink key={result} href={syncLogHref(query, { result })} isOn={query.result === result}>
            {resultMarks[result].label}
          </FilterLink>
        ))}
        {query.meeting && (
          <FilterLink href={syncLogHref(query, { meeting: null })} isOn>
            One meeting only ✕
          </FilterLink>
        )}
      </nav>
    </>
  );
}

function FilterLink({ href, isOn, children }: { href: string; isOn: boolean; children: string }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isOn ? "true" : undefined}
      className="rounded-full border border-line px-2.5 py-0.5 text-ink-2 text-s hover:bg-sunken hover:text-ink aria-[current=true]:border-brand aria-[current=true]:bg-brand-wash aria-[current=true]:text-brand-ink"
    >
      {children}
    </Link>
  );
}
