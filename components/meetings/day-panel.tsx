"use client";

import { ChevronDown, ChevronLeft, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { dayBeside } from "@/lib/domain/availability/day-grid";
import { MAX_COLUMNS } from "@/lib/domain/availability/inputs";
import type { MeetingForm } from "@/lib/domain/meetings/form";
import type { ScheduleFormDefaults } from "@/lib/domain/meetings/inputs";
import { DayView } from "./day-view";
import { dayTitle } from "./day-words";
import { useDay } from "./use-day";

type DayPanelProps = {
  form: MeetingForm;
  host: ScheduleFormDefaults["host"];
  onForm: (form: MeetingForm) => void;
};

/** The day beside the form, as high as the form is. */
export function DayAside(props: DayPanelProps) {
  return (
    <aside
      aria-label="Availability"
      className="relative w-[360px] flex-none rounded-br-wide border-line border-l bg-paper"
    >
      <div className="absolute inset-0 flex flex-col">
        <DayPanel {...props} />
      </div>
    </aside>
  );
}

/** The day below the fields, where there is no room beside them. Folded until it is asked for, it asks no calendar. */
export function DayFold(props: DayPanelProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section aria-label="Availability" className="-mx-5 border-line border-y bg-paper">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex h-11 w-full items-center justify-between px-5 font-medium text-s"
      >
        Availability
        <ChevronDown aria-hidden="true" className={classNames("size-4 text-ink-3", open && "rotate-180")} />
      </button>
      <div id={id} hidden={!open} className={open ? "flex h-[420px] flex-col border-line border-t" : ""}>
        {open && <DayPanel {...props} />}
      </div>
    </section>
  );
}

function DayPanel({ form, host, onForm }: DayPanelProps) {
  const day = useDay(form, host);
  const { grid, today, leaf, more } = day;
  return (
    <>
      <div className="flex flex-none items-center gap-1 px-2 py-2">
        <IconButton label="Previous day" size="s" onClick={() => leaf(dayBeside(grid, -1))}>
          <ChevronLeft aria-hidden="true" className="size-4" />
        </IconButton>
        <h3 aria-live="polite" className="min-w-0 truncate font-semibold text-m text-ink">
          {dayTitle(grid.date, today)}
        </h3>
        <IconButton label="Next day" size="s" onClick={() => leaf(dayBeside(grid, 1))}>
          <ChevronRight aria-hidden="true" className="size-4" />
        </IconButton>
        <Button size="s" variant="quiet" className="ml-auto" onClick={() => leaf(today)}>
          Today
        </Button>
      </div>
      {day.failed && (
        <p role="alert" className="flex-none px-3 pb-2 text-s text-warn">
          Busy times could not be loaded.{" "}
          <button type="button" onClick={day.retry} className="link underline">
            Try again
          </button>
        </p>
      )}
      <DayView day={day} form={form} onForm={onForm} />
      {more > 0 && (
        <p className="flex-none border-line border-t px-3 py-1.5 text-ink-3 text-xs">
          {`The first ${MAX_COLUMNS} of ${MAX_COLUMNS + more} people are shown.`}
        </p>
      )}
    </>
  );
}
