"use client";

import { useState } from "react";
import type { EmailEntry } from "@/lib/domain/timeline/entry";
import { PlainText } from "./collapsible";
import { DeleteEntryDialog } from "./delete-entry-dialog";
import { EntryCard } from "./entry-card";
import { useTimeline } from "./timeline-context";
import { momentWhen } from "./when";

/** A logged e-mail: what was sent stays as it was sent, so there is no Edit. */
export function EmailCard({ entry }: { entry: EmailEntry }) {
  const { zone, now } = useTimeline();
  const [deleting, setDeleting] = useState(false);
  return (
    <EntryCard entry={entry} when={momentWhen(entry.at, zone, now)} onDelete={() => setDeleting(true)}>
      {entry.author && (
        <p className="mt-1 text-ink-2">
          From <bdi>{entry.author.name}</bdi>
        </p>
      )}
      <PlainText text={entry.body} />
      <DeleteEntryDialog entry={entry} open={deleting} onOpenChange={setDeleting} />
    </EntryCard>
  );
}
