"use client";

import { useState } from "react";
import { useTimeline } from "@/components/timeline/timeline-context";
import { sayFault } from "@/components/timeline/use-entry-actions";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Spinner } from "@/components/ui/spinner";
import { focusFallback } from "@/components/ui/use-return-focus";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import { NoticeLine } from "./notice-line";

/** What became of a change that the event does not have (RULES O4, O7): on its way, or not made, until that was read. */
export function EditNotice({ entry }: { entry: MeetingEntry }) {
  const { edit } = entry.calendar;
  if (!edit) return null;
  const isLost = edit.state === "lost";
  return (
    <NoticeLine
      mark={
        isLost ? (
          <Chip tone="warn" dot>
            Change not made
          </Chip>
        ) : (
          <Spinner className="text-warn" />
        )
      }
      note={edit.note}
      action={isLost && <Dismiss entry={entry} />}
    />
  );
}

function Dismiss({ entry }: { entry: MeetingEntry }) {
  const { readOnly, actions } = useTimeline();
  const [putting, setPutting] = useState(false);
  if (readOnly) return null;
  const dismiss = async () => {
    setPutting(true);
    await sayFault(actions.dismissEditNote(entry));
    setPutting(false);
    // The line has gone, and took along the button that had the focus.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) focusFallback();
    });
  };
  return (
    <Button size="s" loading={putting} onClick={dismiss}>
      Dismiss<span className="sr-only"> the note about the change of {entry.title}</span>
    </Button>
  );
}
