"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import type { RecordRef } from "@/lib/domain/records/record";
import { scheduleDefaults } from "@/lib/queries/schedule";
import { FormSkeleton } from "./form-skeleton";
import { ScheduleForm } from "./schedule-form";
import { useWide } from "./use-wide";

type ScheduleMeetingDialogProps = {
  record: RecordRef;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** The form behind the Meeting button of all four kinds of record (product section 5). Closing it keeps a draft. */
export function ScheduleMeetingDialog({ record, open, onOpenChange }: ScheduleMeetingDialogProps) {
  const { data, error, isFetching, refetch } = useQuery({
    ...scheduleDefaults(record),
    enabled: open,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const wide = useWide();
  const host = data && [data.host.name, data.calendar?.label].filter(Boolean).join(" · ");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Schedule a meeting"
      variant="docked"
      width={wide ? "xl" : "l"}
      description={host}
    >
      {data && (
        <ScheduleForm
          record={record}
          defaults={data}
          day={wide ? "beside" : "below"}
          onSaved={() => onOpenChange(false)}
        />
      )}
      {!data && error && (
        <ErrorState title="The form could not be opened" onRetry={refetch} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!data && !error && <FormSkeleton day={wide ? "beside" : "below"} />}
    </Dialog>
  );
}
