"use client";

import { ChevronDown, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { controlClass } from "@/components/ui/field";
import { Menu, MenuCheckItem } from "@/components/ui/menu";
import { type ActivityKind, activityKinds } from "@/lib/domain/timeline/entry";
import type { TimelineFilters } from "@/lib/queries/timeline";
import { CalendarChip } from "./calendar-chip";

/** The kinds as a person reads them in the filter and in empty states. */
export const kindNames: Record<ActivityKind, string> = {
  meeting: "Meetings",
  note: "Notes",
  call: "Calls",
  task: "Tasks",
  email: "Emails",
};

const TYPING_PAUSE_MS = 250;

type TimelineToolbarProps = {
  filters: TimelineFilters;
  onChange: (filters: TimelineFilters) => void;
  mark: React.ReactNode;
};

/** Filter by kind, the calendar's state, and search. */
export function TimelineToolbar({ filters, onChange, mark }: TimelineToolbarProps) {
  const toggle = (kind: ActivityKind, on: boolean) =>
    onChange({
      ...filters,
      kinds: on ? [...filters.kinds, kind] : filters.kinds.filter((known) => known !== kind),
    });
  const trigger = (
    <Button size="s">
      {filterWords(filters.kinds)}
      <ChevronDown aria-hidden="true" className="size-3.5" />
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-2 py-3">
      <Menu trigger={trigger}>
        {activityKinds.map((kind) => (
          <MenuCheckItem
            key={kind}
            checked={filters.kinds.includes(kind)}
            onCheckedChange={(on) => toggle(kind, on)}
          >
            {kindNames[kind]}
          </MenuCheckItem>
        ))}
      </Menu>
      {mark}
      <span className="ml-auto">
        <CalendarChip />
      </span>
      <SearchBox q={filters.q} onSearch={(q) => onChange({ ...filters, q })} />
    </div>
  );
}

function filterWords(kinds: readonly ActivityKind[]): string {
  if (kinds.length === 0 || kinds.length === activityKinds.length) return "All activities";
  if (kinds.length > 2) return `${kinds.length} of ${activityKinds.length} activities`;
  return kinds.map((kind) => kindNames[kind]).join(", ");
}

function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const [typed, setTyped] = useState(q);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed === q) return;
    const pause = setTimeout(() => search.current(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(pause);
  }, [typed, q]);
  return (
    <div className="relative min-w-40 flex-[0_1_200px] max-sm:flex-1">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-ink-3"
      />
      <input
        type="search"
        dir="auto"
        aria-label="Search activities"
        placeholder="Search activities"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className={classNames(controlClass, "h-7 pl-7.5")}
      />
    </div>
  );
}
