"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import { useTimeline } from "./timeline-context";

type DeleteEntryDialogProps = { entry: TimelineEntry; open: boolean; onOpenChange: (open: boolean) => void };

/** Asks before a note, call, task or e-mail goes from every record it is on (as in HubSpot). */
export function DeleteEntryDialog({ entry, open, onOpenChange }: DeleteEntryDialogProps) {
  const { actions } = useTimeline();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete this ${entry.kind}?`}
      confirmLabel="Delete"
      onConfirm={() => actions.remove(entry)}
    >
      <p>
        “<bdi>{entry.title}</bdi>” goes from{" "}
        {entry.records.length > 1 ? `all ${entry.records.length} records it is on` : "this record"}. This
        cannot be undone.
      </p>
    </ConfirmDialog>
  );
}
