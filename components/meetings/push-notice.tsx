"use client";

import { useState } from "react";
import { useTimeline } from "@/components/timeline/timeline-context";
import { sayFault } from "@/components/timeline/use-entry-actions";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Spinner } from "@/components/ui/spinner";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";

/** What became of an invitation that is not out yet (RULES O2); nothing once it is. */
export function PushNotice({ entry }: { entry: MeetingEntry }) {
  const { readOnly, actions } = useTimeline();
  const [trying, setTrying] = useState(false);
  const { push, pushNote } = entry.calendar;
  if (push !== "pending" && push !== "failed") return null;
  const retry = async () => {
    setTrying(true);
    await sayFault(actions.retryPush(entry));
    setTrying(false);
  };
  return (
    <div role="status" className="mt-2.5 flex flex-wrap items-center gap-2 text-ink-2 text-s">
      {push === "pending" && <Spinner className="text-warn" />}
      {push === "failed" && (
        <Chip tone="danger" dot>
          Invitation not sent
        </Chip>
      )}
      <span className="min-w-0">{pushNote ?? (push === "pending" ? "Sending invitation…" : "")}</span>
      {push === "failed" && !readOnly && (
        <Button size="s" loading={trying} onClick={retry}>
          Retry
        </Button>
      )}
    </div>
  );
}
