"use client";

import { CalendarDays, Phone, SquareCheck, StickyNote } from "lucide-react";
import { useState } from "react";
import { ScheduleMeetingDialog } from "@/components/meetings/schedule-meeting-dialog";
import { ActivityComposer } from "@/components/timeline/activity-composer";
import type { RecordRef } from "@/lib/domain/records/record";

const actions = [
  { kind: "note", label: "Note", Icon: StickyNote },
  { kind: "call", label: "Call", Icon: Phone },
  { kind: "task", label: "Task", Icon: SquareCheck },
  { kind: "meeting", label: "Meeting", Icon: CalendarDays },
] as const;

type Action = (typeof actions)[number]["kind"];
type Written = Exclude<Action, "meeting">;

/** Note, Call, Task and Meeting: what can be done about a record, each in its own window. */
export function RecordActions({ record }: { record: RecordRef }) {
  const [open, setOpen] = useState<Action | null>(null);
  // The composer keeps its kind while it closes, so that it does not change shape on its way out.
  const [written, setWritten] = useState<Written>("note");
  const start = (kind: Action) => {
    if (kind !== "meeting") setWritten(kind);
    setOpen(kind);
  };
  return (
    <>
      <div className="mt-3 mb-4 grid max-w-80 grid-cols-4 gap-1">
        {actions.map(({ kind, label, Icon }) => (
          <button
            key={kind}
            type="button"
            aria-haspopup="dialog"
            data-open={open === kind || undefined}
            onClick={() => start(kind)}
            className="group/action flex flex-col items-center gap-1 rounded-m py-2 text-ink-2 text-xs hover:text-ink data-open:text-meeting"
          >
            <span className="grid size-[34px] place-items-center rounded-full border border-line-strong group-hover/action:bg-sunken group-data-open/action:border-meeting group-data-open/action:bg-meeting-wash">
              <Icon aria-hidden="true" strokeWidth={1.7} className="size-[17px]" />
            </span>
            {label}
          </button>
        ))}
      </div>
      <ActivityComposer
        key={written}
        record={record}
        kind={written}
        open={open === written}
        onOpenChange={(next) => setOpen(next ? written : null)}
      />
      <ScheduleMeetingDialog
        record={record}
        open={open === "meeting"}
        onOpenChange={(next) => setOpen(next ? "meeting" : null)}
      />
    </>
  );
}
