"use client";

import Link from "next/link";
import { useNow } from "@/components/shell/use-now";
import { momentWhen } from "@/components/timeline/when";
import { Chip } from "@/components/ui/chip";
import type { WriteRow } from "@/lib/domain/calendar/sync-log";
import { recordPath } from "@/lib/domain/records/record";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import { ago } from "./calendar-words";
import { columns } from "./sync-log-list";
import { byWords, changedWords, mailWords, operationOf, outcomeOf, subjectOf } from "./sync-log-words";

type WrittenListProps = { rows: WriteRow[]; now: Instant; zone: ZoneId };

/** The ledger: what was written when, on whose word and why, who was mailed, and what came of it (RULES O6). */
export function WrittenList({ rows, now: start, zone }: WrittenListProps) {
  const now = useNow(start, 10_000);
  return (
    <div>
      <div aria-hidden="true" className={`hidden pb-1.5 text-ink-2 text-s ${columns}`}>
        <span>What</span>
        <span>When</span>
        <span>Result</span>
        <span>Why, and who was told</span>
      </div>
      <ul aria-label="Written to my calendar" className="border-line border-b">
        {rows.map((row) => (
          <li key={row.id} className={`border-line border-t py-2.5 ${columns}`}>
            <What row={row} />
            <time
              dateTime={row.requestedAt}
              title={momentWhen(row.requestedAt, zone, now)}
              className="mr-2 whitespace-nowrap text-ink-2 text-s sm:mr-0 sm:pt-px"
            >
              {ago(row.requestedAt, now)}
            </time>
            <span className="sm:-ml-2 inline-flex items-start">
              <Chip tone={outcomeOf(row).tone}>{outcomeOf(row).label}</Chip>
            </span>
            <div className="mt-1 min-w-0 text-s sm:mt-0 sm:pt-px">
              <p>{row.reason}</p>
              <p className="wrap-anywhere text-ink-2">{mailWords(row)}</p>
              <p className="text-ink-3">
                {"Asked for by "}
                <bdi>{byWords(row.by)}</bdi>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function What({ row }: { row: WriteRow }) {
  const subject = subjectOf(row);
  return (
    <div className="min-w-0">
      <p className="wrap-anywhere line-clamp-2 font-medium">
        {row.record ? (
          <Link href={recordPath(row.record)} className="hover:underline">
            <bdi>{subject}</bdi>
          </Link>
        ) : (
          <bdi>{subject}</bdi>
        )}
      </p>
      <p className="text-ink-3 text-s">
        {operationOf(row)}
        {row.changed.length > 0 && row.operation !== "cancel" && `: ${changedWords(row.changed)}`}
      </p>
    </div>
  );
}
