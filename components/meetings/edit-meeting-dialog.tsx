"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import type { EditMeetingDefaults } from "@/lib/domain/meetings/edit-inputs";
import { editDefaults } from "@/lib/queries/edit-meeting";
import { EditMeetingForm } from "./edit-meeting-form";
import { type DayPlace, FormSkeleton } from "./form-skeleton";
import { useWide } from "./use-wide";

type EditMeetingDialogProps = {
  meetingId: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Edit of a meeting's card: the form it was scheduled with, as the meeting stands now (RULES O4). */
export function EditMeetingDialog({ meetingId, open, onOpenChange }: EditMeetingDialogProps) {
  const { data, error, isFetching, refetch } = useQuery({
    ...editDefaults(meetingId),
    enabled: open,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const day = dayPlace(data, useWide());
  const calendar = data?.calendar && `${data.host.name} · ${data.calendar.label}`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Edit meeting"
      variant="docked"
      width={day === "beside" ? "xl" : "l"}
      description={calendar}
    >
      {data && <EditMeetingForm defaults={data} day={day} onSaved={() => onOpenChange(false)} />}
      {!data && error && (
        <ErrorState title="The form could not be opened" onRetry={refetch} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!data && !error && <FormSkeleton day={day} />}
    </Dialog>
  );
}

/** The day is for choosing a time: without a choice it is left away. */
function dayPlace(defaults: EditMeetingDefaults | undefined, isWide: boolean): DayPlace {
  if (defaults && (defaults.lock ?? defaults.timeLock) !== null) return "none";
  return isWide ? "beside" : "below";
}
