"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogBody } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { RecordRef } from "@/lib/domain/records/record";
import { scheduleDefaults } from "@/lib/queries/schedule";
import { ScheduleForm } from "./schedule-form";

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
  const host = data && [data.host.name, data.calendar?.label].filter(Boolean).join(" · ");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Schedule a meeting"
      variant="docked"
      width="l"
      description={host}
    >
      {data && <ScheduleForm record={record} defaults={data} onSaved={() => onOpenChange(false)} />}
      {!data && error && (
        <ErrorState title="The form could not be opened" onRetry={refetch} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!data && !error && <FormSkeleton />}
    </Dialog>
  );
}

function FormSkeleton() {
  return (
    <DialogBody className="grid content-start gap-4">
      <span role="status" className="sr-only">
        Loading the form
      </span>
      {["title", "time", "attendees", "place", "text"].map((key) => (
        <span key={key} className="grid gap-1.5">
          <Skeleton className="h-4 w-20" />
          <Skeleton className="h-[34px]" />
        </span>
      ))}
    </DialogBody>
  );
}
