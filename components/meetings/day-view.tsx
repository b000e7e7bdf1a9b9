"use client";

import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { type DayGrid, firstInView, QUARTER, type Stretch } from "@/lib/domain/availability/day-grid";
import {
  movedBy,
  stretchBetween,
  stretchedBy,
  withStartAt,
  withStretch,
} from "@/lib/domain/availability/pick";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import { DayColumn, place } from "./day-column";
import { standingWords } from "./day-words";
import type { Day, DayColumnState } from "./use-day";
import { PX_PER_MINUTE, useDayPointer } from "./use-day-pointer";

const HEAD_PX = 48;
const steps = new Map([
  ["ArrowUp", -QUARTER],
  ["ArrowDown", QUARTER],
]);

type DayViewProps = { day: Day; form: MeetingForm; onForm: (form: MeetingForm) => void };

/**
 * The hours of the day with a column per person. The pointer picks a time; with the focus here the arrow keys move it. The
 * columns are lists as well, and the fields of the form remain the plain way.
 */
export function DayView({ day, form, onForm }: DayViewProps) {
  const { grid, chosen } = day;
  const hint = useId();
  const [said, setSaid] = useState("");
  const frame = useDayScroll(grid, chosen);
  const { drag, handlers } = useDayPointer({
    onPick: (minute) => onForm(withStartAt(form, grid, minute)),
    onPickStretch: (one, other) => onForm(withStretch(form, grid, one, other)),
  });
  const shown = drag ? stretchBetween(grid, drag.anchor, drag.head) : chosen;
  const columns = day.draw(shown);
  const keys = (event: KeyboardEvent) => {
    const step = steps.get(event.key);
    const isOurs = event.target === event.currentTarget && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (step === undefined || !isOurs) return;
    event.preventDefault();
    const here = form.date === grid.date ? form : { ...form, date: grid.date };
    const moved = event.shiftKey ? stretchedBy(here, step) : movedBy(here, step);
    setSaid(`${moved.start} to ${moved.end}`);
    onForm(moved);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would not scroll, and this is no set of fields.
    <div
      ref={frame}
      role="group"
      aria-label="Hours of the day"
      aria-describedby={hint}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the arrow keys move the time.
      tabIndex={0}
      onKeyDown={keys}
      className="-outline-offset-2 relative min-h-0 flex-1 overflow-auto overscroll-contain border-line border-t"
    >
      <p id={hint} className="sr-only">
        The arrow keys move the meeting by a quarter of an hour, with Shift they move its end.
      </p>
      <span role="status" className="sr-only">
        {said}
      </span>
      <div className="w-full min-w-fit">
        <Heads columns={columns} />
        <div className="flex">
          <Hours grid={grid} />
          <div
            {...handlers}
            style={{ height: grid.length * PX_PER_MINUTE }}
            className="relative flex flex-1 cursor-pointer select-none bg-surface"
          >
            <Lines grid={grid} chosen={shown} />
            {columns.map((person) => (
              <DayColumn key={person.userId} grid={grid} person={person} />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

/** Begins at the working day, and follows the chosen time when it leaves the view. */
function useDayScroll(grid: DayGrid, chosen: Stretch | null) {
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<DayGrid | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const room = (element.clientHeight - HEAD_PX) / PX_PER_MINUTE;
    const first = element.scrollTop / PX_PER_MINUTE;
    const isSeen = !chosen || (chosen.from >= first && chosen.until <= first + room);
    if (shown.current === grid && isSeen) return;
    shown.current = grid;
    // A little earlier, so that the first label is not cut in half.
    element.scrollTop = firstInView(grid, chosen, room) * PX_PER_MINUTE - 10;
  }, [grid, chosen]);
  return frame;
}

function Heads({ columns }: { columns: readonly DayColumnState[] }) {
  return (
    <div style={{ height: HEAD_PX }} className="sticky top-0 z-20 flex border-line border-b bg-paper">
      <span className="sticky left-0 z-10 w-11 flex-none bg-paper" />
      {columns.map(({ userId, name, standing }) => (
        <div key={userId} className="min-w-[124px] flex-1 border-line border-l px-2 py-1.5">
          <bdi title={name} className="block truncate text-ink-2 text-s">
            {name}
          </bdi>
          {standing === "loading" ? (
            <Skeleton className="mt-0.5 h-3 w-16" />
          ) : (
            <span title={standingWords[standing]} className="block truncate text-ink-3 text-xs">
              {standingWords[standing]}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function Hours({ grid }: { grid: DayGrid }) {
  return (
    <div aria-hidden="true" className="sticky left-0 z-10 w-11 flex-none bg-paper">
      {grid.hours
        .filter(({ at }) => at > 0)
        .map(({ at, label }) => (
          <span
            key={at}
            style={{ top: at * PX_PER_MINUTE - 8 }}
            className="absolute right-1.5 text-ink-3 text-xs"
          >
            {label}
          </span>
        ))}
    </div>
  );
}

/** The lines of the hours, and the chosen time behind everybody's blocks. */
function Lines({ grid, chosen }: { grid: DayGrid; chosen: Stretch | null }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      {grid.hours
        .filter(({ at }) => at > 0)
        .map(({ at }) => (
          <span
            key={at}
            style={{ top: at * PX_PER_MINUTE - 1 }}
            className="absolute inset-x-0 h-px bg-line"
          />
        ))}
      {chosen && <span style={place(chosen)} className="absolute inset-x-0 bg-brand-wash opacity-60" />}
    </div>
  );
}
