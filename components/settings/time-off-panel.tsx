"use client";

import { useQuery } from "@tanstack/react-query";
import { Palmtree, Plus } from "lucide-react";
import { useState } from "react";
import { useNow } from "@/components/shell/use-now";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Instant, ZoneId } from "@/lib/domain/time/instant";
import type { TimeOffEntry, TimeOffSettings } from "@/lib/domain/time-off/view";
import { timeOffState } from "@/lib/queries/time-off";
import { RemoveTimeOffDialog } from "./remove-time-off-dialog";
import { TimeOffDialog } from "./time-off-dialog";
import { TimeOffList } from "./time-off-list";
import { TimeOffSyncCard } from "./time-off-sync-card";

type TimeOffPanelProps = { initial: TimeOffSettings; mayChange: boolean; now: Instant; zone: ZoneId };
type Open = { what: "form"; entry: TimeOffEntry | null } | { what: "remove"; entry: TimeOffEntry };

// What waits for the calendar is told of by live changes; this is for a page whose connection is lost.
const REFRESH_MS = 15_000;

/** The Time off tab: what is coming, what was, and whether it and the calendar are kept the same. */
export function TimeOffPanel({ initial, mayChange, now: start, zone }: TimeOffPanelProps) {
  const now = useNow(start, 30_000);
  const { data } = useQuery({ ...timeOffState(), initialData: initial, refetchInterval: REFRESH_MS });
  const [open, setOpen] = useState<Open | null>(null);
  const rows = {
    now,
    zone,
    mayChange,
    onEdit: (entry: TimeOffEntry) => setOpen({ what: "form", entry }),
    onRemove: (entry: TimeOffEntry) => setOpen({ what: "remove", entry }),
  };
  const close = () => setOpen(null);
  return (
    <>
      <Card className="grid grid-cols-1 gap-3">
        <div className="flex flex-wrap items-start gap-3">
          <div className="min-w-0 flex-1 basis-64">
            <h2 tabIndex={-1} data-focus-fallback>
              Time off
            </h2>
            <p className="max-w-[76ch] text-ink-3 text-s">
              Teammates see when you are away while they plan a meeting: the times, never the note.
            </p>
          </div>
          {mayChange && (
            <Button
              variant="primary"
              icon={<Plus aria-hidden="true" className="size-4" />}
              onClick={() => setOpen({ what: "form", entry: null })}
            >
              Add time off
            </Button>
          )}
        </div>
        {data.upcoming.length === 0 ? (
          <div className="border-line border-t">
            <EmptyState icon={<Palmtree aria-hidden="true" />} title="No time off is planned">
              {mayChange
                ? "What you add here shows your teammates when not to plan meetings with you."
                : "You may read records but not change them, so you cannot add any."}
            </EmptyState>
          </div>
        ) : (
          <TimeOffList label="Upcoming" entries={data.upcoming} {...rows} />
        )}
      </Card>
      {mayChange && <TimeOffSyncCard settings={data} />}
      {data.past.length > 0 && (
        <Card className="grid grid-cols-1 gap-3">
          <h2>Past</h2>
          <TimeOffList label="Past" entries={data.past} {...rows} />
          {data.pastIsCut && <p className="text-ink-3 text-s">Only the latest 50 are shown.</p>}
        </Card>
      )}
      <TimeOffDialog
        key={open?.what === "form" ? (open.entry?.id ?? "new") : "closed"}
        open={open?.what === "form"}
        entry={open?.what === "form" ? open.entry : null}
        now={now}
        zone={zone}
        onClose={close}
      />
      <RemoveTimeOffDialog entry={open?.what === "remove" ? open.entry : null} zone={zone} onClose={close} />
    </>
  );
}
