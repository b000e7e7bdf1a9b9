"use client";

import Link from "next/link";
import { recordPath } from "@/lib/domain/records/record";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import { useTimeline } from "./timeline-context";

const SHOWN = 3;

/** The other records this activity is logged on (RULES R3); nothing when there are none. */
export function AlsoOn({ entry }: { entry: TimelineEntry }) {
  const { record } = useTimeline();
  const others = entry.records.filter((other) => other.id !== record.id);
  if (others.length === 0) return null;
  const shown = others.slice(0, SHOWN);
  return (
    <p className="mt-2 text-ink-3 text-xs">
      Also on{" "}
      {shown.map((other, index) => (
        <span key={other.id}>
          {index > 0 && ", "}
          <Link
            href={recordPath(other)}
            className="text-ink-2 underline decoration-line-strong hover:text-ink"
          >
            <bdi>{other.name}</bdi>
          </Link>
        </span>
      ))}
      {others.length > SHOWN && ` and ${others.length - SHOWN} more`}
    </p>
  );
}
