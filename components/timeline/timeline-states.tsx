"use client";

import { CalendarDays, Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { TimelineFilters } from "@/lib/queries/timeline";
import { kindNames } from "./timeline-toolbar";

/** Cards in the shape of cards, while the first page is on its way. */
export function TimelineSkeleton() {
  return (
    <div role="status" aria-label="Loading activities">
      <Skeleton className="mb-2 h-[18px] w-24" />
      {["a", "b", "c"].map((key) => (
        <div key={key} className="mb-2.5 grid grid-cols-[28px_minmax(0,1fr)] gap-2.5">
          <Skeleton className="size-7 rounded-full" />
          <Card className="grid gap-2 px-3.5 py-3">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-4 w-4/5" />
            <Skeleton className="h-4 w-3/5" />
          </Card>
        </div>
      ))}
    </div>
  );
}

type TimelineEmptyProps = { name: string; filters: TimelineFilters; onClear: () => void };

/** Why nothing is shown, and the way on. */
export function TimelineEmpty({ name, filters, onClear }: TimelineEmptyProps) {
  const kinds = filters.kinds.map((kind) => kindNames[kind].toLowerCase()).join(" or ");
  const clear = <Button onClick={onClear}>Show all activities</Button>;
  if (filters.q.trim() !== "")
    return (
      <EmptyState
        icon={<Search aria-hidden="true" />}
        title={`Nothing matches “${filters.q.trim()}”`}
        action={clear}
      >
        Search looks at titles and texts{kinds && ` of ${kinds}`}.
      </EmptyState>
    );
  if (kinds)
    return (
      <EmptyState icon={<CalendarDays aria-hidden="true" />} title={`No ${kinds} yet`} action={clear}>
        Other activities may be there.
      </EmptyState>
    );
  return (
    <EmptyState icon={<CalendarDays aria-hidden="true" />} title="No activities yet">
      Write a note, log a call, add a task or schedule a meeting with <bdi>{name}</bdi>. Meetings from your
      calendar appear here by themselves.
    </EmptyState>
  );
}
