"use client";

import Link from "next/link";
import { fullDay } from "@/components/records/format";
import { useNow } from "@/components/shell/use-now";
import { momentWhen } from "@/components/timeline/when";
import { Chip } from "@/components/ui/chip";
import { Spinner } from "@/components/ui/spinner";
import { ruleSentence } from "@/lib/domain/calendar/rule-words";
import type { LogRow } from "@/lib/domain/calendar/sync-log";
import { recordPath } from "@/lib/domain/records/record";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { ago } from "./calendar-words";
import { SyncLogStranger } from "./sync-log-stranger";
import { hindranceWords, markOf, titleOf } from "./sync-log-words";

type SyncLogListProps = { rows: LogRow[]; mayCreate: boolean; now: Instant; zone: ZoneId };

export const columns = "sm:grid sm:grid-cols-[minmax(0,5fr)_92px_92px_minmax(0,6fr)] sm:gap-x-3";

/** The events, newest decision first: what it is, when and how it was decided, and why. */
export function SyncLogList({ rows, mayCreate, now: start, zone }: SyncLogListProps) {
  const now = useNow(start, 10_000);
  return (
    <div>
      <div aria-hidden="true" className={`hidden pb-1.5 text-ink-2 text-s ${columns}`}>
        <span>Event</span>
        <span>Decided</span>
        <span>Result</span>
        <span>Reason</span>
      </div>
      <ul aria-label="Events considered" className="border-line border-b">
        {rows.map((row) => (
          <li key={`${row.connectionId} ${row.eventId}`} className={`border-line border-t py-2.5 ${columns}`}>
            <What row={row} now={now} zone={zone} />
            <time
              dateTime={row.decidedAt}
              title={momentWhen(row.decidedAt, zone, now)}
              className="mr-2 whitespace-nowrap text-ink-2 text-s sm:mr-0 sm:pt-px"
            >
              <span className="sm:hidden">Decided </span>
              {ago(row.decidedAt, now)}
            </time>
            <span className="sm:-ml-2 inline-flex items-start">
              <Chip tone={markOf(row).tone}>{markOf(row).label}</Chip>
            </span>
            <Why row={row} mayCreate={mayCreate} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function What({ row, now, zone }: { row: LogRow; now: Instant; zone: ZoneId }) {
  const isPrivate = row.rule === "private";
  return (
    <div className="min-w-0">
      <p className={isPrivate ? "text-ink-2" : "wrap-anywhere line-clamp-2 font-medium"}>
        <bdi>{titleOf(row)}</bdi>
      </p>
      {row.startAt && (
        <p className="text-ink-3 text-s">
          {row.rule === "all-day"
            ? `${fullDay(row.startAt, zone)}, all day`
            : momentWhen(row.startAt, zone, now)}
        </p>
      )}
      {row.guests && (
        <p className="truncate text-ink-3 text-s" title={row.guests}>
          {row.guests}
        </p>
      )}
    </div>
  );
}

function Why({ row, mayCreate }: { row: LogRow; mayCreate: boolean }) {
  const { result, asked, hindrance, meeting, strangers } = row;
  const record = meeting?.record;
  const namesThem = result === "no-match" && !asked && strangers.length > 0;
  return (
    <div className="mt-1 min-w-0 text-s sm:mt-0 sm:pt-px" aria-live="polite">
      {!namesThem && <span>{ruleSentence(row.rule, meeting !== null)} </span>}
      {record && (
        <Link
          href={`${recordPath(record)}#activity-${meeting.id}`}
          className="wrap-anywhere text-brand underline decoration-line-strong underline-offset-2 hover:decoration-current"
        >
          {record.name ? (
            <>
              Show on <bdi>{record.name}</bdi>
            </>
          ) : (
            "Show its meeting"
          )}
        </Link>
      )}
      {result === "no-match" && asked && (
        <p className="mt-1 flex items-center gap-1.5 text-ink-2">
          {!hindrance && <Spinner />}
          {hindrance ? hindranceWords[hindrance] : "Your calendar is asked for it again."}
        </p>
      )}
      {namesThem && (
        <ul>
          {strangers.map((stranger) => (
            <SyncLogStranger key={stranger.email} row={row} stranger={stranger} mayCreate={mayCreate} />
          ))}
        </ul>
      )}
    </div>
  );
}
