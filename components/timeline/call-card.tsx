"use client";

import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import type { CallEntry } from "@/lib/domain/timeline/entry";
import { PlainText } from "./collapsible";
import { DeleteEntryDialog } from "./delete-entry-dialog";
import { EntryCard } from "./entry-card";
import { useTimeline } from "./timeline-context";
import { momentWhen } from "./when";

export function CallCard({ entry }: { entry: CallEntry }) {
  const { zone, now, onEdit } = useTimeline();
  const [deleting, setDeleting] = useState(false);
  const summary = callSummary(entry);
  return (
    <EntryCard
      entry={entry}
      when={momentWhen(entry.at, zone, now)}
      chips={summary && <Chip>{summary}</Chip>}
      onEdit={() => onEdit(entry)}
      onDelete={() => setDeleting(true)}
    >
      <PlainText text={entry.body} />
      <DeleteEntryDialog entry={entry} open={deleting} onOpenChange={setDeleting} />
    </EntryCard>
  );
}

/** `Connected · Inbound · 6 min`, from what was filled in. */
const callSummary = ({ outcome, direction, durationMinutes }: CallEntry): string =>
  [outcome, direction, durationMinutes === null ? null : `${durationMinutes} min`]
    .filter((part) => part !== null)
    .join(" · ");
