"use client";

import { useState } from "react";
import type { NoteEntry } from "@/lib/domain/timeline/entry";
import { PlainText } from "./collapsible";
import { DeleteEntryDialog } from "./delete-entry-dialog";
import { EntryCard } from "./entry-card";
import { useTimeline } from "./timeline-context";
import { momentWhen } from "./when";

export function NoteCard({ entry }: { entry: NoteEntry }) {
  const { zone, now, onEdit } = useTimeline();
  const [deleting, setDeleting] = useState(false);
  return (
    <EntryCard
      entry={entry}
      when={momentWhen(entry.at, zone, now)}
      onEdit={() => onEdit(entry)}
      onDelete={() => setDeleting(true)}
    >
      <PlainText text={entry.body} />
      <DeleteEntryDialog entry={entry} open={deleting} onOpenChange={setDeleting} />
    </EntryCard>
  );
}
