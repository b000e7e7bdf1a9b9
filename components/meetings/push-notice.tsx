"use client";

import { useState } from "react";
import { useTimeline } from "@/components/timeline/timeline-context";
import { sayFault } from "@/components/timeline/use-entry-actions";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Spinner } from "@/components/ui/spinner";
import type { MeetingEntry } from "@/lib/domain/timeline/entry";
import { NoticeLine } from "./notice-line";

/** What became of an invitation that is not out yet (RULES O2); nothing once it is. */
export function PushNotice({ entry }: { entry: MeetingEntry }) {
  const { push, pushNote } = entry.calendar;
  if (push === "pending")
    return (
      <NoticeLine
        mark={<Spinner className="text-warn" />}
        note={pushNote ?? "Sending invitation…"}
        action={null}
      />
    );
  if (push !== "failed") return null;
  return (
    <NoticeLine
      mark={
        <Chip tone="danger" dot>
          Invitation not sent
        </Chip>
      }
      note={pushNote ?? ""}
      action={<Retry entry={entry} />}
    />
  );
}

function Retry({ entry }: { entry: MeetingEntry }) {
  const { readOnly, actions } = useTimeline();
  const [trying, setTrying] = useState(false);
  if (readOnly) return null;
  const retry = async () => {
    setTrying(true);
    await sayFault(actions.retryPush(entry));
    setTrying(false);
  };
  return (
    <Button size="s" loading={trying} onClick={retry}>
      Retry
    </Button>
  );
}
