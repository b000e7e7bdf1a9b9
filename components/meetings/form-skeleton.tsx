import { DialogBody } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";

/** Where a form shows the day: beside its fields, below them, or not at all. */
export type DayPlace = "beside" | "below" | "none";

/** A meeting's form while it is on its way. */
export function FormSkeleton({ day }: { day: DayPlace }) {
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
