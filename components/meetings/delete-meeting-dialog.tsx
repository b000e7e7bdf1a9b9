"use client";

import { useState } from "react";
import { mayCancelEvent } from "@/components/timeline/replies";
import { useTimeline } from "@/components/timeline/timeline-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { providerWords } from "@/lib/domain/calendar/connection";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";

type DeleteMeetingDialogProps = { entry: MeetingEntry; open: boolean; onOpenChange: (open: boolean) => void };

/** Deleting keeps the calendar's event unless one ticks otherwise (RULES O3). */
export function DeleteMeetingDialog({ entry, open, onOpenChange }: DeleteMeetingDialogProps) {
  const { actions } = useTimeline();
  const [alsoCancel, setAlsoCancel] = useState(false);
  const { provider, push } = entry.calendar;
  const change = (next: boolean) => {
    setAlsoCancel(false);
    onOpenChange(next);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={change}
      title="Delete this meeting?"
      confirmLabel="Delete"
      onConfirm={() => actions.removeMeeting(entry, alsoCancel && mayCancelEvent(entry))}
    >
      <p>
        “<bdi>{entry.title}</bdi>” goes from{" "}
        {entry.records.length > 1 ? `all ${entry.records.length} records it is on` : "this record"}. This
        cannot be undone.
      </p>
      {provider && push === "scheduled" && entry.cancelled === null && (
        <p>The event stays in {providerWords[provider].app}, and the guests keep their invitation.</p>
      )}
      {mayCancelEvent(entry) && (
        <label className="flex items-start gap-2 text-ink">
          <input
            type="checkbox"
            checked={alsoCancel}
            onChange={(event) => setAlsoCancel(event.target.checked)}
            className="mt-0.5 size-4 flex-none accent-brand"
          />
          Also cancel the event and tell the guests
        </label>
      )}
    </ConfirmDialog>
  );
}
