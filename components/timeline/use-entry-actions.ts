"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { toast } from "sonner";
import { reachServer } from "@/components/records/reach-server";
import { completeTaskAction, deleteActivityAction, pinActivityAction } from "@/lib/actions/activities";
import {
  deleteMeetingAction,
  dismissEditNoteAction,
  retryPushAction,
  setInternalNoteAction,
  setOutcomeAction,
} from "@/lib/actions/meetings";
import type { MeetingOutcome } from "@/lib/domain/meetings/meeting";
import type { RecordRef } from "@/lib/domain/records/record";
import type { ActionResult } from "@/lib/domain/result";
import type { MeetingEntry, TaskEntry, TimelineEntry } from "@/lib/domain/timeline/entry";
import { patchEntry } from "@/lib/queries/timeline";

/** What a card can do. Each answers null when done, or one sentence about what went wrong. */
export type EntryActions = {
  pin: (entry: TimelineEntry, pinned: boolean) => Promise<string | null>;
  complete: (entry: TaskEntry, completed: boolean) => Promise<string | null>;
  setOutcome: (entry: MeetingEntry, outcome: MeetingOutcome) => Promise<string | null>;
  setInternalNote: (entry: MeetingEntry, internalNote: string) => Promise<string | null>;
  retryPush: (entry: MeetingEntry) => Promise<string | null>;
  dismissEditNote: (entry: MeetingEntry) => Promise<string | null>;
  remove: (entry: TimelineEntry) => Promise<string | null>;
  removeMeeting: (entry: MeetingEntry, alsoCancelEvent: boolean) => Promise<string | null>;
};

/** The actions of the cards on one record's timeline; afterwards every open timeline is read again. */
export function useEntryActions(record: RecordRef): EntryActions {
  const client = useQueryClient();
  const { kind, id } = record;
  return useMemo(() => {
    const act = async (call: Promise<ActionResult<unknown>>): Promise<string | null> => {
      const result = await reachServer(call);
      await client.invalidateQueries({ queryKey: ["timeline"] });
      return result.ok ? null : result.message;
    };
    return {
      pin: (entry, pinned) => act(pinActivityAction({ activityId: entry.id, record: { kind, id }, pinned })),
      complete: (entry, completed) => {
        const completedAt = completed ? new Date().toISOString() : null;
        patchEntry(client, entry.id, (known) => (known.kind === "task" ? { ...known, completedAt } : known));
        return act(completeTaskAction({ activityId: entry.id, completed }));
      },
      setOutcome: (entry, outcome) => {
        patchEntry(client, entry.id, (known) => (known.kind === "meeting" ? { ...known, outcome } : known));
        return act(setOutcomeAction({ meetingId: entry.meetingId, outcome }));
      },
      setInternalNote: (entry, internalNote) =>
        act(setInternalNoteAction({ meetingId: entry.meetingId, internalNote })),
      retryPush: (entry) => act(retryPushAction({ meetingId: entry.meetingId })),
      dismissEditNote: (entry) => act(dismissEditNoteAction({ meetingId: entry.meetingId })),
      remove: (entry) => act(deleteActivityAction({ activityId: entry.id })),
      removeMeeting: (entry, alsoCancelEvent) =>
        act(deleteMeetingAction({ meetingId: entry.meetingId, alsoCancelEvent })),
    };
  }, [client, kind, id]);
}

/** For actions without a form of their own: the sentence appears as a notification. */
export async function sayFault(work: Promise<string | null>): Promise<void> {
  const fault = await work;
  if (fault !== null) toast.error(fault);
}
