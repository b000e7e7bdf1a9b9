"use client";

import { Dialog } from "@/components/ui/dialog";
import type { RecordRef } from "@/lib/domain/records/record";
import type { ComposedEntry, ComposedKind } from "./activity-form";
import { ComposerForm } from "./composer-form";

export type ActivityComposerProps = {
  record: RecordRef;
  kind: ComposedKind;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The entry to edit; a new one when there is none. */
  entry?: ComposedEntry;
};

const titles: Record<ComposedKind, { add: string; edit: string }> = {
  note: { add: "Note", edit: "Edit note" },
  call: { add: "Log call", edit: "Edit call" },
  task: { add: "Task", edit: "Edit task" },
};

/** The docked panel in which notes, calls and tasks are written and edited (RULES R4). */
export function ActivityComposer({ record, kind, open, onOpenChange, entry }: ActivityComposerProps) {
  const title = entry ? titles[kind].edit : titles[kind].add;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} variant="docked" width="m">
      <ComposerForm record={record} kind={kind} entry={entry} onSaved={() => onOpenChange(false)} />
    </Dialog>
  );
}
