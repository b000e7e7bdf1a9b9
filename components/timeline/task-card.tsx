"use client";

import { useEffect, useRef, useState } from "react";
import { Chip } from "@/components/ui/chip";
import type { TaskEntry } from "@/lib/domain/timeline/entry";
import { PlainText } from "./collapsible";
import { DeleteEntryDialog } from "./delete-entry-dialog";
import { EntryCard } from "./entry-card";
import { useTimeline } from "./timeline-context";
import { sayFault } from "./use-entry-actions";
import { momentWhen } from "./when";

export function TaskCard({ entry }: { entry: TaskEntry }) {
  const { zone, now, onEdit } = useTimeline();
  const [deleting, setDeleting] = useState(false);
  const done = entry.completedAt !== null;
  const overdue = !done && now !== null && entry.at < now;
  const kind = entry.type === "To-do" ? "Task" : `${entry.type} task`;
  return (
    <EntryCard
      entry={entry}
      struck={done}
      leading={<TaskCheckbox entry={entry} />}
      chips={
        <>
          <Chip>{kind}</Chip>
          {entry.priority !== "None" && <Chip>{entry.priority} priority</Chip>}
          {overdue && <Chip tone="danger">Overdue</Chip>}
          {done && <Chip tone="ok">Completed</Chip>}
        </>
      }
      when={`Due ${momentWhen(entry.at, zone, now)}`}
      onEdit={() => onEdit(entry)}
      onDelete={() => setDeleting(true)}
    >
      <PlainText text={entry.body} />
      <DeleteEntryDialog entry={entry} open={deleting} onOpenChange={setDeleting} />
    </EntryCard>
  );
}

// Ticking moves the card to another section, where it is made anew: the focus follows it.
let ticked: string | null = null;

function TaskCheckbox({ entry }: { entry: TaskEntry }) {
  const { readOnly, actions } = useTimeline();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ticked === entry.id) box.current?.focus({ preventScroll: true });
    ticked = null;
  }, [entry.id]);
  const tick = (completed: boolean) => {
    ticked = entry.id;
    return sayFault(actions.complete(entry, completed));
  };
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={`Complete ${entry.title}`}
      checked={entry.completedAt !== null}
      disabled={readOnly}
      onChange={(event) => tick(event.target.checked)}
      className="size-4 flex-none accent-brand"
    />
  );
}
