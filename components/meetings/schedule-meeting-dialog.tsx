"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogBody } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { RecordRef } from "@/lib/domain/records/record";
import { scheduleDefaults } from "@/lib/queries/schedule";
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

function FormSkeleton({ day }: { day: "beside" | "below" }) {
  return (
    <div className="flex min-h-0 flex-1">
      <DialogBody className="grid min-w-0 content-start gap-4">
        <span role="status" className="sr-only">
          Loading the form
        </span>
        {["title", "time", "zone", "attendees", "place", "text", "note"].map((key) => (
          <span key={key} className="grid gap-1.5">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-[34px]" />
          </span>
        ))}
      </DialogBody>
      {day === "beside" && (
        <div className="w-[360px] flex-none rounded-br-wide border-line border-l bg-paper p-3">
          <Skeleton className="h-7 w-44" />
        </div>
      )}
    </div>
  );
}
